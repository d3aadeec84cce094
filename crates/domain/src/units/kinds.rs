//! What a unit can be, and how much of one unit another one can take.

use serde::{Deserialize, Serialize};

/// The levels of local government; districts ended on 30 June 2025.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// A province or centrally-run city.
    Province,
    /// A district, town or provincial city.
    District,
    /// A commune, ward, township or special zone.
    Commune,
    /// An agency of a province or commune, a department first of all; its code is its identifier.
    Agency,
}

impl Tier {
    /// The word of tables and programs: `commune`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Agency => "agency",
        }
    }
}

/// What a unit calls itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitKind {
    /// Tỉnh.
    Province,
    /// Thành phố: centrally run, or of a province until June 2025.
    City,
    /// Quận.
    UrbanDistrict,
    /// Huyện.
    RuralDistrict,
    /// Thị xã.
    Town,
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Thị trấn.
    Township,
    /// Đặc khu.
    SpecialZone,
    /// Sở: a province's department.
    Department,
    /// Ban: a management board.
    Board,
    /// Văn phòng.
    Office,
    /// Phòng: a division of a commune's people's committee.
    Division,
    /// Another agency.
    Agency,
}

impl UnitKind {
    const ALL: [Self; 14] = [
        Self::Province,
        Self::City,
        Self::UrbanDistrict,
        Self::RuralDistrict,
        Self::Town,
        Self::Commune,
        Self::Ward,
        Self::Township,
        Self::SpecialZone,
        Self::Department,
        Self::Board,
        Self::Office,
        Self::Division,
        Self::Agency,
    ];

    /// The word in Vietnamese, as papers carry it.
    pub const fn vi(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::City => "thành phố",
            Self::UrbanDistrict => "quận",
            Self::RuralDistrict => "huyện",
            Self::Town => "thị xã",
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Township => "thị trấn",
            Self::SpecialZone => "đặc khu",
            Self::Department => "sở",
            Self::Board => "ban",
            Self::Office => "văn phòng",
            Self::Division => "phòng",
            Self::Agency => "cơ quan",
        }
    }

    /// The kind that carries this Vietnamese word.
    pub fn from_vi(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.vi() == word)
    }

    /// Whether units of a tier can be of this kind.
    pub const fn fits(self, tier: Tier) -> bool {
        match tier {
            Tier::Province => matches!(self, Self::Province | Self::City),
            Tier::District => {
                matches!(self, Self::UrbanDistrict | Self::RuralDistrict | Self::Town | Self::City)
            }
            Tier::Commune => {
                matches!(self, Self::Commune | Self::Ward | Self::Township | Self::SpecialZone)
            }
            Tier::Agency => {
                matches!(self, Self::Department | Self::Board | Self::Office | Self::Division | Self::Agency)
            }
        }
    }
}

/// How much of the old unit the new one took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// All of it.
    Whole,
    /// The whole area.
    WholeArea,
    /// A part of the area and of the population.
    Part,
    /// A part of the area.
    PartArea,
    /// A part of the population.
    PartPopulation,
    /// A part of the area, and all of the population.
    PartAreaAllPopulation,
    /// It is the same unit.
    Unchanged,
    /// The same unit, of another kind.
    Retyped,
    /// The same unit, by another name.
    Renamed,
    /// The same unit, under another parent.
    Moved,
    /// An island district that became a special zone.
    DistrictToZone,
    /// Area that belonged to no commune.
    UnassignedArea,
}

impl Relation {
    /// Every relation, in the order of tables.
    pub const ALL: [Self; 12] = [
        Self::Whole,
        Self::WholeArea,
        Self::Part,
        Self::PartArea,
        Self::PartPopulation,
        Self::PartAreaAllPopulation,
        Self::Unchanged,
        Self::Retyped,
        Self::Renamed,
        Self::Moved,
        Self::DistrictToZone,
        Self::UnassignedArea,
    ];

    /// The word for programs: `part-area`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::WholeArea => "whole-area",
            Self::Part => "part",
            Self::PartArea => "part-area",
            Self::PartPopulation => "part-population",
            Self::PartAreaAllPopulation => "part-area-all-population",
            Self::Unchanged => "unchanged",
            Self::Retyped => "retyped",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::DistrictToZone => "district-to-zone",
            Self::UnassignedArea => "unassigned-area",
        }
    }

    /// The message that says it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Whole => "relation-whole",
            Self::WholeArea => "relation-whole-area",
            Self::Part => "relation-part",
            Self::PartArea => "relation-part-area",
            Self::PartPopulation => "relation-part-population",
            Self::PartAreaAllPopulation => "relation-part-area-all-population",
            Self::Unchanged => "relation-unchanged",
            Self::Retyped => "relation-retyped",
            Self::Renamed => "relation-renamed",
            Self::Moved => "relation-moved",
            Self::DistrictToZone => "relation-district-to-zone",
            Self::UnassignedArea => "relation-unassigned-area",
        }
    }

    /// Reads the word, with `_` or `-` between its parts.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.replace('_', "-");
        Self::ALL.into_iter().find(|r| r.as_str() == word)
    }

    /// Whether this successor took everything, so that nothing of the old unit went elsewhere.
    pub const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Whole
                | Self::Unchanged
                | Self::Retyped
                | Self::Renamed
                | Self::Moved
                | Self::DistrictToZone
        )
    }

    /// Whether the people of the old unit all went to this successor.
    pub const fn takes_all_people(self) -> bool {
        self.is_whole() || matches!(self, Self::PartAreaAllPopulation)
    }

    /// Whether the area of the old unit all went to this successor.
    pub const fn takes_all_area(self) -> bool {
        self.is_whole() || matches!(self, Self::WholeArea)
    }

    /// Whether any of the old unit's people went to this successor.
    pub const fn takes_people(self) -> bool {
        self.takes_all_people() || matches!(self, Self::Part | Self::PartPopulation)
    }

    /// Whether any of the old unit's area went to this successor.
    pub const fn takes_area(self) -> bool {
        !matches!(self, Self::PartPopulation)
    }
}
