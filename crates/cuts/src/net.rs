//! The simulated line: letters and answers are cut off, lost, doubled, slow, late, and come in another order.
//! Nothing is altered on the way: what comes is what was sent, or isn't there.

use crate::chance::Dice;
use crate::story::Story;
use crate::time::Time;
use app::App;
use app::nodes::{LetterAnswer, Line, LineError};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::Fuse;

/// How many letters and answers are kept, to come again.
const KEPT: usize = 40;

/// What becomes of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Carried,
    Cut,
    AnswerLost,
    Twice,
    Slow,
    Late,
    AfterAnOlder,
    OlderAnswer,
}

/// How often what becomes of a letter on a line that isn't cut.
const FATES: [(Fate, i64); 8] = [
    (Fate::Carried, 72),
    (Fate::Cut, 5),
    (Fate::AnswerLost, 6),
    (Fate::Twice, 4),
    (Fate::Slow, 4),
    (Fate::Late, 3),
    (Fate::AfterAnOlder, 3),
    (Fate::OlderAnswer, 3),
];

/// A letter that the network has.
#[derive(Clone)]
struct Kept {
    from: String,
    bytes: Vec<u8>,
}

/// The network between the boxes and the centre. Clones are the same network.
#[derive(Clone)]
pub struct Net(Arc<Mutex<State>>);

struct State {
    dice: Dice,
    time: Time,
    story: Story,
    /// The centre's program, where it runs, and what breaks its writing off.
    centre: Option<(App, Fuse)>,
    /// Whether nothing goes wrong.
    calm: bool,
    /// Whose lines are cut.
    cut: BTreeSet<String>,
    /// What was carried before.
    letters: Vec<Kept>,
    answers: BTreeMap<String, Vec<Vec<u8>>>,
    /// What was given up by its sender and is still on its way.
    late: Vec<Kept>,
}

impl Net {
    /// A network on which things go wrong by a seed.
    pub fn new(dice: Dice, time: Time, story: Story) -> Self {
        Self(Arc::new(Mutex::new(State {
            dice,
            time,
            story,
            centre: None,
            calm: true,
            cut: BTreeSet::new(),
            letters: Vec::new(),
            answers: BTreeMap::new(),
            late: Vec::new(),
        })))
    }

    /// From now on nothing goes wrong, or things go wrong again. Calm lines are whole.
    pub fn calm(&self, calm: bool) {
        let mut state = self.state();
        state.calm = calm;
        if calm {
            state.cut.clear();
        }
    }

    /// The centre answers from now on, or doesn't.
    pub fn centre(&self, centre: Option<(App, Fuse)>) {
        self.state().centre = centre;
    }

    /// Cuts a box's line, or mends it; says which.
    pub fn cut_or_mend(&self, name: &str) -> bool {
        let mut state = self.state();
        let cut = !state.cut.remove(name);
        if cut {
            state.cut.insert(name.to_owned());
        }
        cut
    }

    /// The end of the line at a box.
    pub fn line(&self, name: &str) -> Wire {
        Wire { net: self.clone(), name: name.to_owned() }
    }

    /// Delivers what is still on its way, in another order than it was sent; nobody waits for the answers.
    pub async fn deliver_late(&self) {
        loop {
            let next = {
                let mut state = self.state();
                let at = {
                    let many = state.late.len();
                    state.dice.place(many)
                };
                at.map(|at| state.late.swap_remove(at))
            };
            let Some(Kept { from, bytes }) = next else { return };
            self.state().story.tell(format!("a late letter of {from} arrives"));
            let answered = self.deliver(&from, bytes).await.is_ok();
            self.state().story.tell(format!("… and is answered: {answered}"));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a letter to the centre. A centre that dies meanwhile says nothing.
    async fn deliver(&self, from: &str, bytes: Vec<u8>) -> Result<Vec<u8>, LineError> {
        let Some((app, fuse)) = self.state().centre.clone() else {
            return Err(LineError::Away("the centre is off".to_owned()));
        };
        let answer = app.letter(bytes, from).await;
        drop(app);
        if fuse.dead() {
            return Err(LineError::Away("the centre died".to_owned()));
        }
        let state = self.state();
        state.story.count(|f| f.carried += 1);
        match answer {
            LetterAnswer::Sealed(answer) | LetterAnswer::Stranger(answer) => Ok(answer),
            LetterAnswer::Unreadable => {
                state.story.tell(format!("the centre can't read a letter of {from}"));
                Err(LineError::Refused { code: "unreadable".to_owned(), text: String::new() })
            }
        }
    }

    async fn carry(&self, from: &str, bytes: Vec<u8>) -> Result<Vec<u8>, LineError> {
        let fate = self.state().fate(from, &bytes);
        let away = |why: &str| Err(LineError::Away(why.to_owned()));
        match fate {
            Fate::Cut => away("cut"),
            Fate::Late => {
                self.state().late.push(Kept { from: from.to_owned(), bytes });
                away("timed out; the letter is on its way all the same")
            }
            Fate::AnswerLost => {
                // Whatever it was: nobody hears it.
                drop(self.deliver(from, bytes).await);
                away("the answer was lost")
            }
            Fate::Twice => {
                let answer = self.deliver(from, bytes.clone()).await;
                drop(self.deliver(from, bytes).await);
                self.state().keep(from, answer)
            }
            Fate::AfterAnOlder => {
                let older = self.state().older();
                if let Some(Kept { from, bytes }) = older {
                    drop(self.deliver(&from, bytes).await);
                }
                let answer = self.deliver(from, bytes).await;
                self.state().keep(from, answer)
            }
            Fate::OlderAnswer => {
                let older = self.state().older_answer(from);
                let answer = self.deliver(from, bytes).await;
                let answer = self.state().keep(from, answer);
                older.map_or(answer, Ok)
            }
            Fate::Slow | Fate::Carried => {
                let answer = self.deliver(from, bytes).await;
                self.state().keep(from, answer)
            }
        }
    }
}

impl State {
    /// Decides what becomes of a letter, and notes it.
    fn fate(&mut self, from: &str, bytes: &[u8]) -> Fate {
        let fate = if self.calm {
            Fate::Carried
        } else if self.cut.contains(from) {
            Fate::Cut
        } else {
            self.dice.weighed(&FATES).unwrap_or(Fate::Carried)
        };
        if fate != Fate::Late {
            self.letters.push(Kept { from: from.to_owned(), bytes: bytes.to_vec() });
            if self.letters.len() > KEPT {
                self.letters.remove(0);
            }
        }
        match fate {
            // A line on which each letter takes its time; sessions may end on it.
            Fate::Slow => self.time.pass_millis(self.dice.whole(1_000, 40 * 60_000)),
            Fate::Late => self.time.pass_millis(60_000),
            _ => self.time.pass_millis(self.dice.whole(20, 900)),
        }
        self.story.count(|f| match fate {
            Fate::Cut | Fate::AnswerLost => f.lost += 1,
            Fate::Twice => f.doubled += 1,
            Fate::Slow | Fate::Late | Fate::AfterAnOlder | Fate::OlderAnswer => f.late += 1,
            Fate::Carried => {}
        });
        self.story.tell(format!("a letter of {from}, {} bytes: {fate:?}", bytes.len()));
        fate
    }

    /// Keeps an answer, to come once more, and passes it on.
    fn keep(&mut self, from: &str, answer: Result<Vec<u8>, LineError>) -> Result<Vec<u8>, LineError> {
        if let Ok(answer) = &answer {
            let kept = self.answers.entry(from.to_owned()).or_default();
            kept.push(answer.clone());
            if kept.len() > KEPT {
                kept.remove(0);
            }
        }
        answer
    }

    /// A letter that was carried before, of anybody.
    fn older(&mut self) -> Option<Kept> {
        let at = self.dice.place(self.letters.len())?;
        self.letters.get(at).cloned()
    }

    /// An answer that a box got before.
    fn older_answer(&mut self, from: &str) -> Option<Vec<u8>> {
        let kept = self.answers.get(from)?;
        let at = self.dice.place(kept.len())?;
        kept.get(at).cloned()
    }
}

/// The end of the line at one box.
pub struct Wire {
    net: Net,
    name: String,
}

impl Line for Wire {
    fn carry<'a>(
        &'a self,
        letter: Vec<u8>,
    ) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, LineError>> + Send + 'a>> {
        Box::pin(self.net.carry(&self.name, letter))
    }
}
