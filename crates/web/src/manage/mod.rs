//! Administrators' pages: accounts.
