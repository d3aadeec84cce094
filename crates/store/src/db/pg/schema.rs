//! The one migration text, in PostgreSQL's words.

/// Puts the types of columns in this engine's words: text is compared byte by byte, as SQLite does, and
/// blobs are `bytea`. A column is a line of its own, its name first; a type stands after the name.
pub(in crate::db) fn schema(sql: &str) -> String {
    let lines = sql.lines().map(line);
    // Room on the page: a row that is changed stays there, and no index hears of it.
    let changed = UPDATED.iter().filter(|table| sql.contains(&format!("create table {table} (")));
    let room = changed.map(|table| format!("alter table {table} set (fillfactor = 70);"));
    lines.chain(room).collect::<Vec<_>>().join("\n")
}

/// Tables whose rows are changed often.
const UPDATED: [&str; 4] = ["dossier", "outbox", "delivery", "receipt"];

fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let added = words.iter().position(|w| *w == "column");
    let at = added.map_or(1, |column| column + 2);
    let keyword =
        matches!(words.first(), Some(&("create" | "primary" | "--" | "insert" | "update" | "drop")));
    let Some(ty) = words.get(at).filter(|_| !keyword) else { return text.to_owned() };
    let (bare, rest) = ty.find(|c: char| !c.is_ascii_alphabetic()).map_or((*ty, ""), |end| ty.split_at(end));
    let ours = match bare {
        "text" => "text collate \"C\"",
        "blob" => "bytea",
        _ => return text.to_owned(),
    };
    let words = words
        .iter()
        .enumerate()
        .map(|(i, word)| if i == at { format!("{ours}{rest}") } else { (*word).to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::schema;

    #[test]
    fn types_are_put_in_this_engines_words_and_nothing_else() {
        let text = "create table upload (\n    blob text not null,\n    salt blob,\n    n bigint,\n    \
                    primary key (blob, text)\n);\nalter table upload add column name text not null;\n\
                    -- blob text\ncreate index upload_blob on upload (blob);";
        let ours = "create table upload (\nblob text collate \"C\" not null,\nsalt bytea,\n    \
                    n bigint,\n    primary key (blob, text)\n);\n\
                    alter table upload add column name text collate \"C\" not null;\n\
                    -- blob text\ncreate index upload_blob on upload (blob);";
        assert_eq!(schema(text), ours);
    }
}
