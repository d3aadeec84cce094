//! What an administrator sees of messages that leave the house: providers, what waits, what failed, costs.

use super::ProviderState;
use crate::{App, AppError};
use domain::identity::{Actor, Place, Right, may};
use domain::words::{Day, Moment, UnitId};
use std::collections::BTreeMap;
use store::read::{Costs, Failed, ProviderFigures};
use store::{Beside, Telling};

/// Under which name providers' states are shared between processes.
pub(crate) const STATES: &str = "notices-providers";
/// Failed notices that are shown.
const MOST: u32 = 200;

/// How a provider stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is asked.
    Asked,
    /// It is left alone until then.
    Rests(Moment),
    /// No settings name it any more.
    Gone,
}

/// A provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderLine {
    /// How it stands.
    pub standing: Standing,
    /// What it did lately.
    pub figures: ProviderFigures,
}

/// A notice that nobody takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedNotice {
    /// The notice, and why.
    pub failed: Failed,
    /// The unit's name.
    pub unit: String,
}

/// Everything at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticesView {
    /// Providers by name.
    pub providers: Vec<ProviderLine>,
    /// How many notices wait.
    pub waiting: u64,
    /// Since when the oldest does.
    pub oldest: Option<Moment>,
    /// How many failed.
    pub failed_count: u64,
    /// Those that failed last.
    pub failed: Vec<FailedNotice>,
    /// What this month cost, by channel.
    pub costs: Vec<Costs>,
}

impl App {
    /// Messages that leave the house, for who looks after the province's machines.
    pub async fn notices(&self, actor: &Actor) -> Result<NoticesView, AppError> {
        self.notices_managed(actor)?;
        let (now, province) = (self.now(), self.settings().province.clone());
        let month = first_of_month(now);
        let read = move |r: &store::Reader<'_>| {
            let states = r.setting(&province, STATES)?.unwrap_or_default();
            let figures = r.delivery_figures(&province, now.plus_minutes(-24 * 60), month)?;
            let (waiting, failed) = (r.outbox_waiting()?, r.outbox_failed(&province, MOST)?);
            Ok((states, figures, r.delivery_costs(&province, month)?, waiting, failed))
        };
        let (states, figures, costs, (waiting, oldest), (failed_count, failed)) =
            self.inner.store.read(read).await?;
        let states: Vec<ProviderState> = serde_json::from_str(&states).unwrap_or_default();
        let world = self.world();
        let named = |failed: Failed| FailedNotice { unit: world.unit_name(&failed.unit), failed };
        let failed = failed.into_iter().map(named).collect();
        let providers = lines(states, figures, now);
        Ok(NoticesView { providers, waiting, oldest, failed_count, failed, costs })
    }

    /// Tries a notice again that failed. Doing it twice does it once.
    pub async fn notice_again(&self, actor: &Actor, id: &str) -> Result<(), AppError> {
        self.notices_managed(actor)?;
        let unit: UnitId =
            id.split('/').next().and_then(|unit| unit.parse().ok()).ok_or(AppError::NotFound)?;
        let again = Telling::NoticeAgain { id: id.to_owned(), at: self.now() };
        Ok(self.inner.store.put_beside(unit, vec![Beside::Telling(Box::new(again))]).await?)
    }

    /// Accounts at providers, their costs and other people's telephones belong to the machine, not to a unit:
    /// who looks after machines looks after them.
    fn notices_managed(&self, actor: &Actor) -> Result<(), AppError> {
        let province = self.province();
        let place = Place { unit: province.clone(), province };
        if may(actor, Right::NodesManage, &place) { Ok(()) } else { Err(AppError::Forbidden) }
    }
}

fn first_of_month(now: Moment) -> Moment {
    let day = now.day().0;
    let first = Day::new(day.year(), day.month(), 1);
    first.map_or(now, |first| Moment::at(first, 0, 0))
}

/// Those that the settings name, and those that did something this month.
fn lines(states: Vec<ProviderState>, figures: Vec<ProviderFigures>, now: Moment) -> Vec<ProviderLine> {
    let mut by_name: BTreeMap<(String, String), ProviderLine> = BTreeMap::new();
    for figures in figures {
        let key = (figures.channel.clone(), figures.provider.clone());
        by_name.insert(key, ProviderLine { standing: Standing::Gone, figures });
    }
    for state in states {
        let rests = state.rests_until.filter(|until| now < *until);
        let standing = rests.map_or(Standing::Asked, Standing::Rests);
        let channel = state.channel.as_str().to_owned();
        let key = (channel.clone(), state.name.clone());
        let unused = || {
            let figures = ProviderFigures { provider: state.name.clone(), channel, ..Default::default() };
            ProviderLine { standing, figures }
        };
        by_name.entry(key).or_insert_with(unused).standing = standing;
    }
    by_name.into_values().collect()
}

impl App {
    /// Shares how providers stand with the other processes, where that changed.
    pub(crate) async fn note_standing(&self, transport: &dyn super::Transport) -> Result<(), AppError> {
        let states = transport.standing();
        if states.is_empty() {
            return Ok(());
        }
        let text = serde_json::to_string(&states).map_err(AppError::fault)?;
        if self.shared_setting(STATES).await?.as_deref() == Some(text.as_str()) {
            return Ok(());
        }
        let kept = Beside::Meta { key: STATES.to_owned(), value: text };
        Ok(self.inner.store.put_beside(self.settings().province.clone(), vec![kept]).await?)
    }
}
