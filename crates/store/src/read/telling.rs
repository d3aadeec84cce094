//! How notices left the house: figures for who looks after it, and what nobody takes.

use super::Reader;
use crate::db::params;
use crate::error::StoreError;
use crate::telling::kept_since;
use domain::words::{Moment, UnitId};

/// What a provider did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderFigures {
    /// Its name.
    pub provider: String,
    /// Its channel.
    pub channel: String,
    /// How many tries of the last day it took.
    pub taken: u64,
    /// How many it didn't.
    pub failed: u64,
    /// When it was asked last.
    pub last: Option<Moment>,
    /// How that went: a state of [`domain::notify::Delivery`].
    pub state: String,
    /// When and how a try failed last, this month.
    pub fault: Option<(Moment, String)>,
}

/// What a channel cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    /// The channel.
    pub channel: String,
    /// How many messages were taken.
    pub messages: u64,
    /// How many of them are known to have arrived.
    pub delivered: u64,
    /// How many parts are paid for.
    pub parts: u64,
    /// In đồng.
    pub cost_vnd: i64,
}

/// A notice that nobody takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Its id.
    pub id: String,
    /// Whose.
    pub unit: UnitId,
    /// Its kind: `code`, or what its body says.
    pub kind: String,
    /// Since when.
    pub at: Moment,
    /// Why, as the last provider said it.
    pub fault: String,
}

impl Reader<'_> {
    /// How many notices wait, and since when the oldest does.
    pub fn outbox_waiting(&self) -> Result<(u64, Option<Moment>), StoreError> {
        let sql = "select count(*), min(at) from outbox where next_at is not null";
        let found = self.db.first(sql, &[], |r| Ok((r.count(0)?, r.moment_or_null(1)?)))?;
        Ok(found.unwrap_or_default())
    }

    /// Whether old tries or receipts are left: [`crate::Beside::Prune`] drops some of them at a time.
    pub fn deliveries_to_prune(
        &self,
        unit: &UnitId,
        before: Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let old = "select 1 from delivery where unit = $1 and at < $2 limit 1";
        let unknown = "select 1 from receipt where unit = $1 and notice = '' and heard_at < $2 limit 1";
        for (sql, until) in [(old, kept_since(now)), (unknown, before)] {
            if self.db.first(sql, params![unit, until], |r| r.int(0))?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether somebody took a notice: a try of it was accepted, and no provider said later that it failed.
    pub fn notice_taken(&self, beside: &UnitId, notice: &str) -> Result<bool, StoreError> {
        let sql = "select 1 from delivery where unit = $1 and notice = $2 \
                   and state in ('accepted', 'delivered') limit 1";
        Ok(self.db.first(sql, params![beside, notice], |r| r.int(0))?.is_some())
    }

    /// How many notices nobody takes, and the newest of them.
    pub fn outbox_failed(&self, beside: &UnitId, limit: u32) -> Result<(u64, Vec<Failed>), StoreError> {
        const FAILED: &str = "from outbox where next_at is null and done_at is null";
        let count = self.db.number(&format!("select count(*) {FAILED}"), &[])?;
        let sql = format!(
            "select id, unit, body, at, (select fault from delivery d where d.unit = $1 \
             and d.notice = outbox.id and d.fault <> '' order by d.attempt desc limit 1) \
             {FAILED} order by at desc, id limit $2"
        );
        let failed = self.db.all(&sql, params![beside, limit], |r| {
            let body: domain::notify::Notice =
                serde_json::from_str(r.text(2)?).map_err(StoreError::unreadable("a notice"))?;
            Ok(Failed {
                id: r.string(0)?,
                unit: r.word(1)?,
                kind: body.kind,
                at: r.moment(3)?,
                fault: r.text_or_null(4)?.unwrap_or_default().to_owned(),
            })
        })?;
        Ok((u64::try_from(count).map_err(StoreError::unreadable("a count"))?, failed))
    }

    /// What providers did since `lately`, and their last failures since `month`.
    pub fn delivery_figures(
        &self,
        beside: &UnitId,
        lately: Moment,
        month: Moment,
    ) -> Result<Vec<ProviderFigures>, StoreError> {
        let sql = "select provider, channel, \
                   cast(sum(case when fault = '' and at >= $2 then 1 else 0 end) as bigint), \
                   cast(sum(case when fault <> '' and at >= $2 then 1 else 0 end) as bigint), max(at), \
                   max(case when fault <> '' then at else null end) from delivery \
                   where unit = $1 and at >= $3 and provider <> '' group by provider, channel \
                   order by channel, provider";
        let mut found = self.db.all(sql, params![beside, lately, month], |r| {
            let (provider, channel) = (r.string(0)?, r.string(1)?);
            let (taken, failed) = (r.count(2)?, r.count(3)?);
            let fault = r.moment_or_null(5)?.map(|at| (at, String::new()));
            let (last, state) = (r.moment_or_null(4)?, String::new());
            Ok(ProviderFigures { provider, channel, taken, failed, last, state, fault })
        })?;
        for one in &mut found {
            one.state = match one.last {
                Some(at) => self.said_at("state", "1 = 1", beside, one, at)?,
                None => String::new(),
            };
            if let Some((at, _)) = one.fault {
                one.fault = Some((at, self.said_at("fault", "fault <> ''", beside, one, at)?));
            }
        }
        Ok(found)
    }

    /// What a provider's last try of a moment says.
    fn said_at(
        &self,
        column: &str,
        only: &str,
        beside: &UnitId,
        of: &ProviderFigures,
        at: Moment,
    ) -> Result<String, StoreError> {
        let sql = format!(
            "select {column} from delivery where unit = $1 and at = $2 and provider = $3 and channel = $4 \
             and {only} order by notice desc, attempt desc limit 1"
        );
        let found = self.db.first(&sql, params![beside, at, &of.provider, &of.channel], |r| r.string(0))?;
        Ok(found.unwrap_or_default())
    }

    /// What was paid for since a moment, by channel.
    pub fn delivery_costs(&self, beside: &UnitId, since: Moment) -> Result<Vec<Costs>, StoreError> {
        let sql = "select channel, count(*), \
                   cast(sum(case when state = 'delivered' then 1 else 0 end) as bigint), \
                   cast(sum(parts) as bigint), cast(sum(cost_vnd) as bigint) from delivery \
                   where unit = $1 and at >= $2 and fault = '' group by channel order by channel";
        self.db.all(sql, params![beside, since], |r| {
            Ok(Costs {
                channel: r.string(0)?,
                messages: r.count(1)?,
                delivered: r.count(2)?,
                parts: r.count(3)?,
                cost_vnd: r.int(4)?,
            })
        })
    }
}
