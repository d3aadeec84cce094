//! Durable receptions and acts a second: the limit first, then the use cases, at each number of clients.

use crate::drive::{CLIENTS, drive};
use crate::figure::{Figure, Times};
use crate::http::Http;
use crate::office::Office;
use crate::rows::Rows;
use crate::told::Told;
use crate::{bare, people};
use anyhow::Context as _;
use app::Once;
use app::dossier::ActInput;
use domain::words::DossierId;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What happens to a dossier after its reception.
pub const ACTS: [&str; 3] = ["forward", "approve", "deliver"];

/// A dossier on its way: its id, its unit's place in the list, how many acts were done, and its version then.
#[derive(Clone, Copy)]
struct Way {
    id: DossierId,
    place: usize,
    done: usize,
    version: u32,
}

/// Dossiers that wait for their acts.
type Waiting = Arc<Mutex<Vec<Way>>>;

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Measures.
pub async fn run(told: &Told) -> anyhow::Result<()> {
    eprintln!("  {}: a province's units and people", told.engine());
    let rows = sample(told).await?;
    let office = Office::open(told.place("write")).await?;
    let mut limit = bare::Limit::open(told, &rows)?;
    let http = Http::open(told).await?;
    let waiting = Waiting::default();
    for clients in CLIENTS.into_iter().filter(|n| told.clients.is_none_or(|only| only == *n)) {
        // A disk stands still now and then: what is compared takes turns, and the middle round counts.
        let mut rounds: [Vec<Times>; 5] = Default::default();
        for _ in 0..told.rounds() {
            let [bare, receive, act, receive_http, act_http] = &mut rounds;
            bare.push(limit.measure(told, clients)?);
            receive.push(receptions(told, &office, &waiting, clients).await?);
            act.push(acts(told, &office, &waiting, clients).await?);
            receive_http.push(tokio::task::block_in_place(|| http.receptions(told, clients))?);
            act_http.push(tokio::task::block_in_place(|| http.acts(told, clients))?);
        }
        for (what, times) in WHAT.into_iter().zip(rounds) {
            // pgbench tells no single transaction's time.
            let each = told.server.is_none() || what != WHAT[0];
            Figure::of(told, what).with("clients", clients).rounds(times, each).print();
        }
    }
    Ok(())
}

/// What is measured in each round, in this order.
const WHAT: [&str; 5] = [
    "the rows of a reception one by one",
    "reception, use case",
    "act, use case",
    "reception, HTTP",
    "act, HTTP",
];

/// The rows that one reception writes, taken from one.
async fn sample(told: &Told) -> anyhow::Result<Rows> {
    let at = app::Location { dir: told.dir.join("sample"), server: None };
    let office = Office::open(at.clone()).await?;
    let unit = office.unit(0)?;
    let once = Once::of("00000000-0000-7000-8000-000000000000", b"sample");
    let (answer, _) = office.app.dossier_receive(&unit.reception, people::intake(1), Some(once)).await?;
    drop(office);
    Rows::read(&at.dir, &answer.id)
}

static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A key that nobody used before.
fn once() -> (usize, Once) {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    (number, Once::of(format!("00000000-0000-7000-8000-{number:012}"), &number.to_le_bytes()))
}

async fn receptions(
    told: &Told,
    office: &Office,
    waiting: &Waiting,
    clients: usize,
) -> anyhow::Result<Times> {
    locked(waiting).clear();
    let (office, waiting) = (office.clone(), Arc::clone(waiting));
    drive(told, clients, move |client, n| {
        let (office, waiting) = (office.clone(), Arc::clone(&waiting));
        async move {
            let place = office.turn(client, n);
            let (number, once) = once();
            let reception = &office.unit(place)?.reception;
            let (answer, _) =
                office.app.dossier_receive(reception, people::intake(number), Some(once)).await?;
            let (id, version) = (answer.id.parse().context("an id")?, answer.version);
            locked(&waiting).push(Way { id, place, done: 0, version });
            Ok(true)
        }
    })
    .await
}

/// Each client goes through a dossier's acts one after the other, then takes the next dossier.
async fn acts(told: &Told, office: &Office, waiting: &Waiting, clients: usize) -> anyhow::Result<Times> {
    let at_hand: Arc<Vec<Mutex<Option<Way>>>> = Arc::new((0..clients).map(|_| Mutex::default()).collect());
    let (office, waiting) = (office.clone(), Arc::clone(waiting));
    drive(told, clients, move |client, _| {
        let (office, waiting, at_hand) = (office.clone(), Arc::clone(&waiting), Arc::clone(&at_hand));
        async move {
            let own = at_hand.get(client).context("a client")?;
            let begun = locked(own).take();
            let Some(way) = begun.or_else(|| locked(&waiting).pop()) else { return Ok(false) };
            let act = ACTS.get(way.done).context("an act")?;
            let (number, once) = once();
            let input =
                ActInput { version: way.version, receiver: people::name(number), ..ActInput::default() };
            let actor = office.unit(way.place)?.who(act);
            let (answer, _) = office.app.dossier_act(actor, way.id, act, input, Some(once)).await?;
            if way.done + 1 < ACTS.len() {
                *locked(own) = Some(Way { done: way.done + 1, version: answer.version, ..way });
            }
            Ok(true)
        }
    })
    .await
}
