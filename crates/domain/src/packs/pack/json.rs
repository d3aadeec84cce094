//! Where a JSON pointer stands in a text, so that a fault in a form names its line.

/// The byte at which the value of a pointer begins; of the deepest part that is there.
pub fn position(text: &str, pointer: &str) -> usize {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    let parts: Vec<String> =
        pointer.split('/').skip(1).map(|p| p.replace("~1", "/").replace("~0", "~")).collect();
    scan.find(&parts)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&mut self) -> u8 {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Goes to a part of the value that begins here, as far as it leads.
    fn find(&mut self, parts: &[String]) -> usize {
        let open = self.peek();
        let begins = self.at;
        let Some((part, rest)) = parts.split_first() else { return begins };
        if open != b'{' && open != b'[' {
            return begins;
        }
        self.at += 1;
        let mut number = 0_usize;
        loop {
            match self.peek() {
                b'}' | b']' | 0 => return begins,
                b',' => self.at += 1,
                _ => {
                    let key_at = self.at;
                    let key = if open == b'{' { self.key() } else { number.to_string() };
                    number += 1;
                    if key == *part {
                        let found = self.find(rest);
                        // The key says more to a person than the bracket behind it.
                        return if rest.is_empty() && open == b'{' { key_at } else { found };
                    }
                    self.skip();
                }
            }
        }
    }

    fn key(&mut self) -> String {
        let from = self.at;
        self.text();
        let key = self.bytes.get(from..self.at).and_then(|b| serde_json::from_slice(b).ok());
        if self.peek() == b':' {
            self.at += 1;
        }
        key.unwrap_or_default()
    }

    fn text(&mut self) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                return;
            }
        }
    }

    /// Passes over a value.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.peek() {
                0 => return,
                b'"' => self.text(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            if depth == 0 && matches!(self.peek(), b',' | b'}' | b']' | 0) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn a_pointer_leads_to_its_key() {
        let text = "{\n \"a\": {\"x\": [1, {\"y\": \"}]\"}]},\n \"b\": {\"c\": true}\n}";
        let line = |pointer: &str| text[..position(text, pointer)].matches('\n').count() + 1;
        assert_eq!((line("/a/x/1/y"), line("/b/c"), line("/b/gone"), line("")), (2, 3, 3, 1));
        assert!(text[position(text, "/b/c")..].starts_with("\"c\""));
        assert!(text[position(text, "/a/x/1/y")..].starts_with("\"y\""));
    }
}
