//! Where a value is known from, so that nobody asks for it again.

use crate::words::{PartName, ProcedureCode};
use std::str::FromStr;

/// Where a value is known from. Written `register:births.number`, `dossier:1.001193.child_name` or
/// `identity:name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A field of the person's record in a register.
    Register {
        /// Which register.
        register: PartName,
        /// Which field.
        field: String,
    },
    /// A field of the person's last dossier of a procedure.
    Dossier {
        /// Which procedure.
        procedure: ProcedureCode,
        /// Which field.
        field: String,
    },
    /// What the person identified with.
    Identity(String),
}

impl Origin {
    /// What an identity says.
    pub const IDENTITY: [&'static str; 5] = ["name", "personal_number", "tax_code", "phone", "address"];
}

impl FromStr for Origin {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (kind, rest) = text.split_once(':').ok_or(())?;
        // A procedure's code has dots of its own; a field has none.
        let pair = || rest.rsplit_once('.').filter(|(_, field)| !field.is_empty()).ok_or(());
        match kind {
            "register" => {
                let (register, field) = pair()?;
                Ok(Self::Register { register: register.parse().map_err(|_| ())?, field: field.to_owned() })
            }
            "dossier" => {
                let (code, field) = pair()?;
                Ok(Self::Dossier { procedure: code.parse().map_err(|_| ())?, field: field.to_owned() })
            }
            "identity" if Self::IDENTITY.contains(&rest) => Ok(Self::Identity(rest.to_owned())),
            _ => Err(()),
        }
    }
}
