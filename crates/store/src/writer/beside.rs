//! What is written beside the ledger: the answer under its key, secrets, uploads, deliveries.

use super::group::Group;
use super::telling;
use crate::db::{Db, params};
use crate::draft;
use crate::error::StoreError;
use crate::project::node;
use crate::work::{Beside, Reads, Session, Step, Upload, Writes};
use domain::words::{Moment, UnitId};

/// Writes all of it.
pub(super) fn apply(db: &Db, group: &mut Group, reads: &Reads, writes: &Writes) -> Result<(), StoreError> {
    if let Some(key) = &reads.idempotency {
        group.known.answered(&reads.unit, key, writes.answer.clone());
        group.rows.answer(&reads.unit, key, &writes.answer);
    }
    for beside in &writes.beside {
        put(db, &reads.unit, beside)?;
        if matches!(beside, Beside::Meta { key, .. } if key.starts_with(node::NODE)) {
            group.known.forget_me();
        }
    }
    Ok(())
}

fn put(db: &Db, unit: &UnitId, what: &Beside) -> Result<(), StoreError> {
    match what {
        Beside::Credential { .. }
        | Beside::Bearer { .. }
        | Beside::BearerRevoked { .. }
        | Beside::FactorSet(_)
        | Beside::SecretsTaken(_) => put_secret(db, unit, what),
        Beside::StepKept(step) => keep_step(db, unit, step),
        Beside::StepTaken(digest) => {
            db.run("delete from step where unit = $1 and digest = $2", params![unit, digest])
        }
        Beside::SessionOpened(session) => open_session(db, unit, session),
        Beside::SessionSeen { digest, at, expires } => db.run(
            "update session set seen_at = $1, expires_at = $2 where unit = $3 and digest = $4",
            params![*at, *expires, unit, digest],
        ),
        Beside::SessionEnded(digest) => {
            db.run("delete from session where unit = $1 and digest = $2", params![unit, digest])
        }
        Beside::SessionsEnded(person) => {
            db.run("delete from session where unit = $1 and person = $2", params![unit, *person])
        }
        Beside::Attempt { scope, key, at } => db.run(
            "insert into attempt (unit, scope, key, at) values ($1, $2, $3, $4)",
            params![unit, scope, key, *at],
        ),
        Beside::AttemptsForgotten { scope, key } => db.run(
            "delete from attempt where unit = $1 and scope = $2 \
            and key = $3",
            params![unit, scope, key],
        ),
        Beside::Uploaded(upload) => uploaded(db, unit, upload),
        Beside::DraftKept(draft) => draft::put(db, unit, draft),
        Beside::DraftGone(id) => db.run("delete from draft where unit = $1 and id = $2", params![unit, id]),
        Beside::DraftTaken { id, from, to } => db.run(
            "update draft set owner = $1 where unit = $2 and id = $3 and owner = $4",
            params![to, unit, id, from],
        ),
        Beside::NoticeDone { id, at } => db.run(
            "update outbox set done_at = $1, next_at = null where unit = $2 and id = $3",
            params![*at, unit, id],
        ),
        Beside::NoticesDone { at } => db.run(
            "update outbox set done_at = $1, next_at = null where unit = $2 and done_at is null",
            params![*at, unit],
        ),
        Beside::NoticeRetry { id, next } => db.run(
            "update outbox set attempts = attempts + 1, next_at = $1 \
             where unit = $2 and id = $3 and done_at is null",
            params![*next, unit, id],
        ),
        Beside::Rated(_) | Beside::RatingsDone(_) => put_rating(db, unit, what),
        Beside::Meta { key, value } => db.run(
            "insert into meta (unit, key, value) values ($1, $2, $3) \
             on conflict (unit, key) do update set value = excluded.value",
            params![unit, key, value],
        ),
        Beside::Telling(what) => telling::put(db, unit, what),
        Beside::Sent { .. } | Beside::Served { .. } | Beside::Wanted { .. } | Beside::Arrived(_) => {
            put_between(db, unit, what)
        }
        Beside::Prune { before, now } => prune(db, unit, *before, *now),
    }
}

/// Drops what is over; of old tries to deliver notices a page.
fn prune(db: &Db, unit: &UnitId, before: Moment, now: Moment) -> Result<(), StoreError> {
    db.run("delete from idempotency where unit = $1 and at < $2", params![unit, before])?;
    db.run("delete from attempt where unit = $1 and at < $2", params![unit, before])?;
    db.run("delete from step where unit = $1 and ends_at <= $2", params![unit, now])?;
    db.run("delete from session where unit = $1 and expires_at <= $2", params![unit, now])?;
    db.run("delete from draft where unit = $1 and expires_at <= $2", params![unit, now])?;
    tablets_pruned(db, unit, now)?;
    telling::prune(db, unit, before, now)
}

/// What a tablet showed on an earlier day is nobody's concern any more: a value begins with its moment.
fn tablets_pruned(db: &Db, unit: &UnitId, now: Moment) -> Result<(), StoreError> {
    let sql = "select key, value from meta where unit = $1 and substr(key, 1, 7) = 'tablet:'";
    for (key, value) in db.all(sql, params![unit], |r| Ok((r.string(0)?, r.string(1)?)))? {
        let at = value.split('|').next().and_then(|at| at.parse().ok()).map(Moment::from_millis);
        if at.is_none_or(|at| at.day() < now.day()) {
            db.run("delete from meta where unit = $1 and key = $2", params![unit, &key])?;
        }
    }
    Ok(())
}

/// Ratings on their way into the ledger.
fn put_rating(db: &Db, unit: &UnitId, what: &Beside) -> Result<(), StoreError> {
    match what {
        Beside::Rated(waiting) => {
            let body = serde_json::to_string(&waiting.rating).map_err(StoreError::unreadable("a rating"))?;
            db.run(
                "insert into rating (unit, mark, day, body) values ($1, $2, $3, $4) \
                 on conflict (unit, mark) do nothing",
                params![unit, &waiting.mark, waiting.day, &body],
            )
        }
        Beside::RatingsDone(marks) => marks.iter().try_for_each(|mark| {
            db.run("delete from rating where unit = $1 and mark = $2", params![unit, mark])
        }),
        _ => Ok(()),
    }
}

/// How far nodes are with each other.
fn put_between(db: &Db, unit: &UnitId, what: &Beside) -> Result<(), StoreError> {
    match what {
        Beside::Sent { seq, hash, at, proof } => db.run(
            "insert into sent (unit, seq, hash, at, proof) values ($1, $2, $3, $4, $5) on conflict (unit) \
             do update set seq = excluded.seq, hash = excluded.hash, at = excluded.at, \
             proof = excluded.proof",
            params![unit, *seq, hash, *at, proof],
        ),
        Beside::Served { reader, upto } => db.run(
            "insert into fetched (unit, reader, upto) values ($1, $2, $3) on conflict (unit, reader) \
             do update set upto = case when fetched.upto < excluded.upto then excluded.upto \
             else fetched.upto end",
            params![unit, reader, *upto],
        ),
        Beside::Wanted { blob, size_bytes, media, at } => db.run(
            "insert into wanted (unit, blob, size_bytes, media, since) values ($1, $2, $3, $4, $5) \
             on conflict (unit, blob) do nothing",
            params![unit, blob.as_str(), *size_bytes, media, *at],
        ),
        Beside::Arrived(blob) => db.run("delete from wanted where blob = $1", params![blob.as_str()]),
        _ => Ok(()),
    }
}

fn keep_step(db: &Db, unit: &UnitId, step: &Step) -> Result<(), StoreError> {
    db.run(
        "insert into step (digest, unit, kind, body, ends_at) values ($1, $2, $3, $4, $5) \
         on conflict (digest) do update set body = excluded.body, ends_at = excluded.ends_at",
        params![&step.digest, unit, &step.kind, &step.body, step.ends],
    )
}

/// Passwords, tokens and second factors.
fn put_secret(db: &Db, unit: &UnitId, what: &Beside) -> Result<(), StoreError> {
    match what {
        Beside::Credential { person, password_hash, at } => db.run(
            "insert into credential (person, unit, password_hash, changed_at) values ($1, $2, $3, $4) \
             on conflict (person) do update set unit = excluded.unit, \
             password_hash = excluded.password_hash, changed_at = excluded.changed_at",
            params![*person, unit, password_hash, *at],
        ),
        Beside::Bearer { digest, person, label, at } => db.run(
            "insert into bearer (digest, unit, person, label, created_at, revoked_at) \
             values ($1, $2, $3, $4, $5, null)",
            params![digest, unit, *person, label, *at],
        ),
        Beside::FactorSet(factor) => db.run(
            "insert into factor (person, unit, body, last_code, changed_at) values ($1, $2, $3, $4, $5) \
             on conflict (person) do update set unit = excluded.unit, body = excluded.body, \
             last_code = excluded.last_code, changed_at = excluded.changed_at",
            params![factor.person, unit, &factor.body, factor.last_code, factor.changed],
        ),
        Beside::BearerRevoked { digest, at } => db.run(
            "update bearer set revoked_at = $1 where unit = $2 and digest = $3 and revoked_at is null",
            params![*at, unit, digest],
        ),
        Beside::SecretsTaken(person) => {
            db.run("update credential set unit = $1 where person = $2", params![unit, *person])?;
            db.run("update factor set unit = $1 where person = $2", params![unit, *person])?;
            db.run("update bearer set unit = $1 where person = $2", params![unit, *person])
        }
        _ => Ok(()),
    }
}

fn open_session(db: &Db, unit: &UnitId, s: &Session) -> Result<(), StoreError> {
    db.run(
        "insert into session (digest, unit, person, csrf, created_at, seen_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![&s.digest, unit, s.person, &s.csrf, s.created, s.seen, s.expires],
    )
}

fn uploaded(db: &Db, unit: &UnitId, u: &Upload) -> Result<(), StoreError> {
    db.run(
        "insert into upload (blob, unit, person, name, media, size_bytes, at) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (unit, blob, person) do update set \
         name = excluded.name, media = excluded.media, at = excluded.at",
        params![u.blob.as_str(), unit, u.person, &u.name, &u.media, u.size_bytes, u.at],
    )
}
