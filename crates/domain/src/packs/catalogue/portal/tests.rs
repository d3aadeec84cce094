use super::{Columns, FindingKind, Importer, Read, is_code, read_csv_record, read_jsonl_line};
use crate::calendar::Limit;
use crate::packs::catalogue::{Channel, FeeKind, LimitOrigin, Procedure, Territory};
use csv::StringRecord;
use proptest::prelude::{Strategy, any, prop, proptest};

fn kinds(read: &Read) -> Vec<FindingKind> {
    read.findings.iter().map(|f| f.kind).collect()
}

fn table(ways: &str, code: &str, case: (&str, &str)) -> Read {
    let header = [
        "code",
        "name",
        "field",
        "field_code",
        "ministry",
        "levels",
        "non_territorial",
        "decision",
        "subjects",
        "ways",
        "case1_time",
        "case1_unit",
    ];
    let columns = Columns::find(&StringRecord::from(header.to_vec())).unwrap();
    let row = [
        code,
        "Cấp giấy",
        "Hộ tịch",
        "G15-TP07",
        "Bộ Tư pháp",
        "commune|province",
        "0",
        "1/QĐ-BTP",
        "Công dân Việt Nam|Hợp tác xã",
        ways,
        case.0,
        case.1,
    ];
    read_csv_record(7, &columns, &StringRecord::from(row.to_vec()))
}

fn imported(read: &Read) -> &Procedure {
    read.procedure.as_ref().unwrap()
}

#[test]
fn the_code_rule_is_the_national_one() {
    for good in ["1.001193", "2.000815.H56", "1.001193.000.00.00.H56", "1.001193.000.00.00", "3.000001"] {
        assert!(is_code(good), "{good}");
    }
    for bad in
        ["1.014955-Xoa", "1.0133611", "2.009182739", "5.002544", "1.00119", "1.001193.Z56", "1.001193.H5", ""]
    {
        assert!(!is_code(bad), "{bad}");
    }
}

#[test]
fn spaces_are_repaired_and_malformed_codes_skipped() {
    let read = table("DIRECT:6:WORKING_DAY", " 1.014325", ("", ""));
    assert_eq!(kinds(&read), [FindingKind::StraySpaces]);
    assert_eq!(imported(&read).code.as_str(), "1.014325");
    assert_eq!(read.findings[0].line, 7);
    let read = table("DIRECT:6:WORKING_DAY", "1.014955-Xoa", ("", ""));
    assert_eq!((kinds(&read), read.procedure.is_none()), (vec![FindingKind::MalformedCode], true));
}

#[test]
fn each_channel_has_a_limit_that_says_where_it_comes_from() {
    let read = table("DIRECT:3.5:WORKING_DAY;ONLINE:0:OTHER;POSTAL:4:OTHER", "1.000001", ("", ""));
    let terms = |c| imported(&read).channel(c).map(|t| (t.limit, t.limit_origin));
    assert_eq!(terms(Channel::Counter), Some((Limit::WorkingHours(28), LimitOrigin::Portal)));
    assert_eq!(terms(Channel::Online), Some((Limit::SameDay, LimitOrigin::Portal)));
    assert_eq!(terms(Channel::Post), Some((Limit::WorkingDays(4), LimitOrigin::Assumed)));
    assert_eq!(kinds(&read), [FindingKind::UnitOther, FindingKind::UnitOther]);
    let read = table("DIRECT:1:OTHER", "1.000001", ("2", "MONTH"));
    let first = &imported(&read).channels[0];
    assert_eq!((first.limit, first.limit_origin), (Limit::Months(2), LimitOrigin::Case));
}

#[test]
fn words_instead_of_days_are_reported_and_read_only_when_certain() {
    let ways = "DIRECT:Không quá 15 ngày kể từ ngày nhận; trừ ngày lễ:OTHER;ONLINE:Theo mô tả:OTHER";
    let read = table(ways, "1.000001", ("", ""));
    let channels = &imported(&read).channels;
    assert_eq!(channels.len(), 1);
    assert_eq!(
        (channels[0].limit, channels[0].limit_origin),
        (Limit::CalendarDays(15), LimitOrigin::Assumed)
    );
    assert_eq!(kinds(&read), [FindingKind::FreeTextTime, FindingKind::FreeTextTime, FindingKind::NoTime]);
}

#[test]
fn detailed_records_bring_documents_fees_and_acts() {
    let line = r#"{"code":"1.001193","name":"Thủ tục đăng ký khai sinh","field":"Hộ tịch",
        "ministry":"Bộ Tư pháp","levels":["commune"],"non_territorial":true,"subjects":["Công dân Việt Nam"],
        "ways":[{"channel":"DIRECT","time":1,"unit":"OTHER","fees":[{"type":"SERVICE_FEE","value":8000},
            {"type":"FEE","value":0},{"type":"FEE","value":50}]},
            {"channel":"DIRECT","time":2,"unit":"OTHER"}],
        "cases":[{"code":"1.001193.01","name":"Khai sinh","qty":1,"unit":"WORKING_DAY"}],
        "documents":[{"group":"* Lưu ý:","items":[{"name":"Người tiếp nhận có trách nhiệm kiểm tra"},
            {"name":"- Giấy chứng sinh;","originals":1}]}],
        "results":[{"code":"KQ.G15.000031","name":"Giấy khai sinh"}],
        "legal":[{"code":"Thông tư số 03/2023/TT-BTP"},{"code":"03/2023/TT-BTP"},{"code":"60/2014/QH13"}]}"#;
    let read = read_jsonl_line(3, &line.replace('\n', " "));
    let p = imported(&read);
    assert_eq!(p.territory, Territory::Any);
    assert_eq!(p.channels[0].limit_origin, LimitOrigin::Case);
    assert_eq!((p.channels[0].fees.len(), p.channels[0].fees[0].kind), (1, FeeKind::Charge));
    assert_eq!(p.documents.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["Giấy chứng sinh"]);
    assert_eq!(p.legal, ["03/2023/TT-BTP", "60/2014/QH13"]);
    assert!(
        kinds(&read).contains(&FindingKind::OddFee) && kinds(&read).contains(&FindingKind::RepeatedChannel)
    );
    let again: Procedure = serde_json::from_str(&serde_json::to_string(p).unwrap()).unwrap();
    assert_eq!(&again, p);
}

#[test]
fn lines_that_are_not_json_and_columns_that_are_missing_are_findings() {
    assert_eq!(kinds(&read_jsonl_line(1, "{oops")), [FindingKind::NotJson]);
    assert_eq!(kinds(&read_jsonl_line(1, r#"{"code":"1.000001"}"#)), [FindingKind::NoName]);
    let missing = Columns::find(&StringRecord::from(vec!["code", "name"])).unwrap_err();
    assert_eq!((missing.len(), missing[0].kind), (10, FindingKind::MissingColumn));
}

#[test]
fn the_importer_finds_what_repeats() {
    let mut importer = Importer::new();
    let row = |code| table("DIRECT:6:DAY", code, ("", ""));
    assert!(importer.take(2, row("1.000001")).findings.is_empty());
    let same_name = importer.take(3, row("1.000002"));
    assert_eq!((kinds(&same_name), same_name.procedure.is_some()), (vec![FindingKind::DuplicateName], true));
    assert_eq!(same_name.findings[0].value, "1.000001");
    let same_code = importer.take(4, row("1.000001"));
    assert_eq!((kinds(&same_code), same_code.procedure.is_none()), (vec![FindingKind::DuplicateCode], true));
}

/// Prose as the portal has it: bullets, brackets, ends of sentences, letters of several bytes.
fn prose() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Giấy",
        " ",
        "chứng ",
        "(",
        ")",
        "1.",
        "a) ",
        "- ",
        "; ",
        ": 01 bản",
        ". Đ",
        "…",
        "ố",
        "\u{200e}",
        "trừ khi",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_line_is_read_or_reported(line in any::<String>()) {
        let read = read_jsonl_line(1, &line);
        assert!(read.procedure.is_some() || !read.findings.is_empty());
    }

    #[test]
    fn any_prose_gives_short_names_on_one_line(name in prose(), group in prose(), originals in 0_u8..3) {
        let item = serde_json::json!({"name": name, "originals": originals});
        let row = serde_json::json!({"code": "1.000001", "name": "Cấp giấy",
            "documents": [{"group": group, "items": [item]}]});
        let read = read_jsonl_line(1, &row.to_string());
        for d in &imported(&read).documents {
            assert!((1..=180).contains(&d.name.chars().count()) && !d.name.contains('\n'), "{:?}", d.name);
            assert_eq!(d.name.trim(), d.name);
            assert!(d.group.chars().count() <= 90);
        }
    }

    #[test]
    fn any_time_gives_a_limit_or_a_finding(time in "[0-9]{1,3}(\\.5)?|Không quá [0-9]{1,2} ngày|Theo mô tả",
        unit in "WORKING_DAY|DAY|HOUR|MONTH|YEAR|OTHER") {
        let read = table(&format!("DIRECT:{time}:{unit}"), "1.000001", ("", ""));
        let has_limit = imported(&read).channel(Channel::Counter).is_some();
        assert_eq!(has_limit, !kinds(&read).contains(&FindingKind::NoTime));
    }
}
