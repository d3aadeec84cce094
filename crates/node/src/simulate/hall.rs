//! Officers at their desks: what comes waits, the most urgent is taken first, and an officer who is away
//! takes nothing. When nobody of a desk is there, others help out with what can't wait, more slowly.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What ends within so many minutes can't wait until somebody is back.
const URGENT_MINUTES: i64 = 450;
/// Who helps out needs so many times the time.
const UNUSED_TO_IT: i64 = 2;

/// Somebody who works at a desk.
#[derive(Clone, Debug)]
struct Officer {
    desk: usize,
    busy: bool,
    /// From and to, in order.
    away: Vec<(i64, i64)>,
}

impl Officer {
    fn takes(&self, at: i64) -> bool {
        !self.busy && self.there(at)
    }

    fn there(&self, at: i64) -> bool {
        !self.away.iter().any(|(from, to)| (*from..*to).contains(&at))
    }
}

/// A piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work {
    /// By when it should be done.
    pub due: i64,
    /// Whose it is.
    pub task: usize,
    /// How long it takes.
    pub minutes: i64,
}

#[derive(Clone, Debug, Default)]
struct Desk {
    waiting: BinaryHeap<Reverse<Work>>,
    /// Whether others can help out.
    helped: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event<B> {
    Enter(usize, Work),
    Done(usize, usize),
    Back,
    Rings(B),
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn<B> {
    /// An officer is done with a task.
    Done {
        /// Which task.
        task: usize,
        /// Which officer.
        officer: usize,
    },
    /// Something that was waited for.
    Rings(B),
}

/// The desks of an office, and what lies before them.
pub struct Hall<B> {
    soon: BinaryHeap<Reverse<(i64, u64, Event<B>)>>,
    count: u64,
    desks: Vec<Desk>,
    officers: Vec<Officer>,
}

impl<B: Ord + Copy> Hall<B> {
    /// An empty hall.
    pub const fn new() -> Self {
        Self { soon: BinaryHeap::new(), count: 0, desks: Vec::new(), officers: Vec::new() }
    }

    /// Adds a desk; gives its number.
    pub fn desk(&mut self, helped: bool) -> usize {
        self.desks.push(Desk { waiting: BinaryHeap::new(), helped });
        self.desks.len() - 1
    }

    /// Adds an officer to a desk; gives the officer's number.
    pub fn officer(&mut self, desk: usize, away: Vec<(i64, i64)>) -> usize {
        for (_, back) in &away {
            self.push(*back, Event::Back);
        }
        self.officers.push(Officer { desk, busy: false, away });
        self.officers.len() - 1
    }

    fn push(&mut self, at: i64, event: Event<B>) {
        self.count += 1;
        self.soon.push(Reverse((at, self.count, event)));
    }

    /// Brings work to a desk.
    pub fn bring(&mut self, at: i64, desk: usize, work: Work) {
        self.push(at, Event::Enter(desk, work));
    }

    /// Rings at a minute.
    pub fn ring(&mut self, at: i64, bell: B) {
        self.push(at, Event::Rings(bell));
    }

    /// What comes next, and when.
    pub fn next(&mut self) -> Option<(i64, Turn<B>)> {
        while let Some(Reverse((at, _, event))) = self.soon.pop() {
            match event {
                Event::Enter(desk, work) => {
                    if let Some(desk) = self.desks.get_mut(desk) {
                        desk.waiting.push(Reverse(work));
                    }
                    self.hand_out(at, desk);
                }
                Event::Back => self.hand_out_all(at),
                Event::Done(officer, task) => {
                    if let Some(officer) = self.officers.get_mut(officer) {
                        officer.busy = false;
                    }
                    self.hand_out_all(at);
                    return Some((at, Turn::Done { task, officer }));
                }
                Event::Rings(bell) => return Some((at, Turn::Rings(bell))),
            }
        }
        None
    }

    fn hand_out_all(&mut self, at: i64) {
        for desk in 0..self.desks.len() {
            self.hand_out(at, desk);
        }
    }

    /// Gives out what waits at a desk while somebody can take it.
    fn hand_out(&mut self, at: i64, desk: usize) {
        while let Some(Reverse(first)) = self.desks.get(desk).and_then(|d| d.waiting.peek()).copied() {
            let Some((officer, minutes)) = self.taker(at, desk, first) else { return };
            if let Some(desk) = self.desks.get_mut(desk) {
                desk.waiting.pop();
            }
            if let Some(officer) = self.officers.get_mut(officer) {
                officer.busy = true;
            }
            self.push(at + minutes.max(1), Event::Done(officer, first.task));
        }
    }

    /// Who takes a piece of work now, and how long that takes.
    fn taker(&self, at: i64, desk: usize, work: Work) -> Option<(usize, i64)> {
        let mut own = self.officers.iter().enumerate().filter(|(_, o)| o.desk == desk);
        if let Some((officer, _)) = own.clone().find(|(_, o)| o.takes(at)) {
            return Some((officer, work.minutes));
        }
        let helped = self.desks.get(desk).is_some_and(|d| d.helped);
        if !helped || own.any(|(_, o)| o.there(at)) || work.due - at > URGENT_MINUTES {
            return None;
        }
        let idle = |o: &Officer| {
            let desk = self.desks.get(o.desk);
            o.takes(at) && desk.is_some_and(|d| d.helped && d.waiting.is_empty())
        };
        let other = self.officers.iter().position(idle)?;
        Some((other, work.minutes * UNUSED_TO_IT))
    }
}

#[cfg(test)]
mod tests {
    use super::{Hall, Turn, Work};

    fn order(hall: &mut Hall<u8>) -> Vec<(i64, usize, usize)> {
        let mut order = Vec::new();
        while let Some((at, turn)) = hall.next() {
            if let Turn::Done { task, officer } = turn {
                order.push((at, task, officer));
            }
        }
        order
    }

    fn work(task: usize, due: i64) -> Work {
        Work { due, task, minutes: 10 }
    }

    #[test]
    fn the_most_urgent_goes_first_and_one_officer_does_one_thing_at_a_time() {
        let mut hall = Hall::<u8>::new();
        let desk = hall.desk(false);
        hall.officer(desk, Vec::new());
        for (task, due) in [(0, 900), (1, 300), (2, 600)] {
            hall.bring(0, desk, work(task, due));
        }
        assert_eq!(order(&mut hall), [(10, 0, 0), (20, 1, 0), (30, 2, 0)]);
    }

    #[test]
    fn who_is_away_takes_nothing_and_others_help_with_what_cannot_wait() {
        let mut hall = Hall::<u8>::new();
        let (desk, other) = (hall.desk(true), hall.desk(true));
        hall.officer(desk, vec![(0, 1_000)]);
        hall.bring(0, desk, work(0, 5_000));
        hall.bring(0, desk, work(1, 400));
        assert_eq!(order(&mut hall).first(), Some(&(1_010, 1, 0)));
        hall.officer(other, Vec::new());
        hall.officers[0].away = vec![(2_000, 3_000)];
        hall.bring(2_000, desk, work(2, 2_100));
        hall.bring(2_000, desk, work(3, 9_000));
        hall.push(3_000, super::Event::Back);
        assert_eq!(order(&mut hall), [(2_020, 2, 1), (3_010, 3, 0)]);
    }
}
