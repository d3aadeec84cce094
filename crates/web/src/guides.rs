//! What officers read where they work: the checklist with its ticks, then manual, worked example and usual
//! mistakes. Guides are Markdown; raw HTML in them is shown as the text that it is, pictures as their words.

use crate::components::{Guide, GuideLine, GuideText};
use crate::frame::Visit;
use crate::show;
use app::dossier::{Look, Mark};
use domain::checklist::{checklist, guides};
use domain::packs::Definition;
use domain::packs::pack::GuideKind;
use domain::words::StepId;
use lang::Words;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// The guide of a step at which no dossier stands yet; none where nothing is to be said.
pub fn of_step(words: &'static Words, definition: &Definition, step: &StepId) -> Option<Guide> {
    let lines = checklist(definition, step).into_iter().map(|line| GuideLine {
        id: line.id,
        text: inline(show::text(words, &line.text)),
        ticked: None,
    });
    let guide = Guide {
        words,
        action: String::new(),
        csrf: String::new(),
        lines: lines.collect(),
        texts: texts(words, definition, step),
    };
    (!guide.lines.is_empty() || !guide.texts.is_empty()).then_some(guide)
}

/// The guide where a dossier stands, with what is ticked there; `works` is whether this person may tick.
pub fn of_dossier(
    words: &'static Words,
    visit: &Visit,
    look: &Look,
    marks: &[Mark],
    works: bool,
) -> Option<Guide> {
    let d = &look.dossier;
    let mut guide = of_step(words, &look.definition, &d.step)?;
    if works {
        guide.action = format!("/desk/dossiers/{}/ticks", d.id());
        visit.csrf().clone_into(&mut guide.csrf);
    }
    for line in &mut guide.lines {
        let mark = marks.iter().find(|mark| mark.line == line.id);
        line.ticked = mark.map(|mark| {
            let args = [("name", mark.by.as_str().into()), ("at", show::moment(words, mark.at).into())];
            words.say_with("guide-ticked", &args)
        });
    }
    Some(guide)
}

fn texts(words: &Words, definition: &Definition, step: &StepId) -> Vec<GuideText> {
    let mut found: Vec<_> =
        guides(definition, step).filter(|g| g.head.kind != GuideKind::Checklist).collect();
    found.sort_by_key(|guide| guide.head.kind);
    let text = |guide: &domain::packs::pack::Guide| GuideText {
        title: show::text(words, &guide.head.title).to_owned(),
        kind: words.say(match guide.head.kind {
            GuideKind::Manual | GuideKind::Checklist => "page-guide-manual",
            GuideKind::Example => "page-guide-example",
            GuideKind::Mistakes => "page-guide-mistakes",
        }),
        html: block(&guide.text),
    };
    found.into_iter().map(text).collect()
}

/// Markdown as HTML.
pub fn block(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new_ext(markdown, Options::ENABLE_TABLES).filter_map(safe));
    out
}

/// Markdown of one line, without the paragraph around it.
fn inline(markdown: &str) -> String {
    let mut out = String::new();
    let lines = Parser::new(markdown).filter_map(safe);
    let bare = lines.filter(|e| !matches!(e, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
    html::push_html(&mut out, bare);
    out.trim().to_owned()
}

/// What of Markdown reaches a page: headings below the page's own, links that lead where they say, and no
/// HTML of its own.
fn safe(event: Event<'_>) -> Option<Event<'_>> {
    Some(match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Heading { .. }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H4, id: None, classes: vec![], attrs: vec![] })
        }
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H4)),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let leads = ["https://", "http://", "mailto:", "/"].iter().any(|a| dest_url.starts_with(a));
            let dest_url = if leads { dest_url } else { "#".into() };
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        // Pages load nothing from elsewhere: of a picture its words are left.
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock) | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => {
            return None;
        }
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::{block, inline};

    #[test]
    fn markdown_is_shown_and_nothing_in_it_runs() {
        let html = block(
            "# Việc\n\n- một **hai**\n- [ba](javascript:alert(1)) <b onclick=x>x</b>\n\n<script>x</script>\n",
        );
        assert!(html.contains("<h4>Việc</h4>") && html.contains("<strong>hai</strong>"), "{html}");
        assert!(
            !html.contains("<script") && !html.contains("<b ") && !html.contains("javascript:"),
            "{html}"
        );
        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(!block("![ảnh](https://x.test/a.png)").contains("<img"));
        assert_eq!(inline("Giấy **chính** <i>"), "Giấy <strong>chính</strong> &lt;i&gt;");
    }
}
