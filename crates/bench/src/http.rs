//! Clients of the finished program: a thread and a connection each, on units of their own.

use crate::client::{Client, Request};
use crate::drive::Window;
use crate::figure::Times;
use crate::office::Office;
use crate::people;
use crate::served::Served;
use crate::told::Told;
use crate::write::ACTS;
use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

/// A served office and the keys of its officers: reception, specialist, leader of each unit.
pub struct Http {
    served: Served,
    keys: Vec<[String; 3]>,
    waiting: Mutex<Vec<Way>>,
}

/// A dossier on its way.
struct Way {
    id: String,
    place: usize,
    done: usize,
    version: u64,
}

static COUNT: AtomicUsize = AtomicUsize::new(0);

fn number() -> (usize, String) {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    (number, format!("00000000-0000-7000-8000-{number:012}"))
}

impl Http {
    /// Makes an office, gives its officers keys, and serves it.
    pub async fn open(told: &Told) -> anyhow::Result<Self> {
        let office = Office::open(told.place("http")).await?;
        let keys = office.keys().await?;
        drop(office);
        let served = Served::start(told, "serve", &told.place("http"))?;
        Ok(Self { served, keys, waiting: Mutex::default() })
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Way>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Receptions.
    pub fn receptions(&self, told: &Told, clients: usize) -> anyhow::Result<Times> {
        self.waiting().clear();
        drive(told, clients, |client| {
            let mut line = Client::connect(&self.served.address)?;
            let mut n = 0;
            Ok(move || {
                let place = (client * 2 + n * 64) % self.keys.len().max(1);
                n += 1;
                let (number, once) = number();
                let [key, ..] = self.keys.get(place).context("a unit")?;
                let body = reception(number);
                let path = "/api/v1/dossiers";
                let asked = Request { method: "POST", path, key, once: &once, body: &body };
                let answer = accepted(&mut line, &asked)?;
                let id = answer.get("id").and_then(Value::as_str).context("an id")?.to_owned();
                self.waiting().push(Way { id, place, done: 0, version: version(&answer)? });
                Ok(true)
            })
        })
    }

    /// Acts: each client goes through a dossier's, then takes the next dossier.
    pub fn acts(&self, told: &Told, clients: usize) -> anyhow::Result<Times> {
        drive(told, clients, |_| {
            let mut line = Client::connect(&self.served.address)?;
            let mut own: Option<Way> = None;
            Ok(move || {
                let Some(mut way) = own.take().or_else(|| self.waiting().pop()) else { return Ok(false) };
                let act = ACTS.get(way.done).context("an act")?;
                let (number, once) = number();
                let [reception, specialist, leader] = self.keys.get(way.place).context("a unit")?;
                let key = match *act {
                    "forward" => specialist,
                    "approve" => leader,
                    _ => reception,
                };
                let seen = way.version;
                let body = match *act {
                    "deliver" => json!({ "version": seen, "data": { "receiver": people::name(number) } }),
                    _ => json!({ "version": seen }),
                };
                let (path, body) = (format!("/api/v1/dossiers/{}/acts/{act}", way.id), body.to_string());
                let asked = Request { method: "POST", path: &path, key, once: &once, body: &body };
                way.version = version(&accepted(&mut line, &asked)?)?;
                way.done += 1;
                own = Some(way).filter(|w| w.done < ACTS.len());
                Ok(true)
            })
        })
    }
}

fn accepted(line: &mut Client, asked: &Request<'_>) -> anyhow::Result<Value> {
    let (status, body) = line.ask(asked)?;
    if !(200..300).contains(&status) {
        let body = String::from_utf8_lossy(&body);
        bail!("{} {} answered {status}: {body}", asked.method, asked.path);
    }
    Ok(serde_json::from_slice(&body)?)
}

/// The version that the next act must name.
fn version(answer: &Value) -> anyhow::Result<u64> {
    answer.get("version").and_then(Value::as_u64).context("a version")
}

/// A reception as the API takes it: what the use case is told, in JSON.
fn reception(n: usize) -> String {
    json!({
        "procedure": people::BIRTH,
        "channel": "counter",
        "applicant": {
            "name": people::name(n), "personal_number": people::number(n), "phone": people::phone(n),
            "address": "Thôn 3",
        },
        "documents": [
            { "name": "Tờ khai đăng ký khai sinh", "originals": 1, "copies": 0 },
            { "name": "Giấy chứng sinh", "originals": 1, "copies": 0 },
        ],
        "data": people::birth(n),
    })
    .to_string()
}

/// Lets so many threads ask until the time is over or nothing is left to ask. `begin` makes what a client
/// asks again and again; it says whether there was something to ask.
pub fn drive<'a, A>(
    told: &Told,
    clients: usize,
    begin: impl Fn(usize) -> anyhow::Result<A> + Sync + 'a,
) -> anyhow::Result<Times>
where
    A: FnMut() -> anyhow::Result<bool> + 'a,
{
    let window = Window::begin(told);
    let one = |client: usize| {
        let (mut ask, mut times) = (begin(client)?, Vec::new());
        while !window.over() {
            let begun = Instant::now();
            if !ask()? {
                break;
            }
            times.extend(window.time(begun));
        }
        anyhow::Ok(times)
    };
    let each = thread::scope(|scope| {
        let one = &one;
        let running: Vec<_> = (0..clients).map(|client| scope.spawn(move || one(client))).collect();
        let mut each = Vec::new();
        for client in running {
            each.extend(client.join().map_err(|_| anyhow::anyhow!("a client broke off"))??);
        }
        anyhow::Ok(each)
    })?;
    Ok(Times { each, wall: window.wall() })
}
