//! What people say for what the catalogue calls otherwise: data, in `data/`, read by the search.

mod phrases;
mod synonyms;

pub use phrases::Phrases;
pub use synonyms::{Synonyms, TableError};

#[cfg(test)]
mod tests {
    use super::{Phrases, Synonyms};

    #[test]
    fn a_broken_table_names_its_line() {
        assert_eq!(Synonyms::parse("everyday,catalogue\na,b\nonly\n").unwrap_err().line, 3);
        assert_eq!(Phrases::parse("code,phrase\n1.001193,a\nx y,b\n").unwrap_err().line, 3);
    }

    #[test]
    fn typed_diacritics_must_be_those_of_the_everyday_word() {
        let table = Synonyms::parse("everyday,catalogue\nđộc thân,tình trạng hôn nhân\n").unwrap();
        let official = |text: &str| table.of(text).count();
        assert_eq!([official("giấy độc thân"), official("giay doc than"), official("đọc thần")], [1, 1, 0]);
    }
}
