//! People come and go, the work goes on: whose turn it is, who stands in for whom, who hands over to whom.

use crate::contract::birth;
use crate::office::{Client, HERE, Office, THERE};
use domain::identity::Role;
use serde_json::{Value, json};

/// Receives a dossier; gives its id.
async fn received(reception: &Client) -> String {
    let answer = reception.api("/api/v1/dossiers", Some(birth())).await.is(201).json();
    answer["id"].as_str().unwrap().to_owned()
}

async fn act(who: &Client, id: &str, act: &str, version: u32, data: Value) -> u16 {
    let sent = json!({"version": version, "data": data});
    who.api(&format!("/api/v1/dossiers/{id}/acts/{act}"), Some(sent)).await.status.as_u16()
}

fn person(office: &Office, unit: &str, role: Role) -> String {
    office.account(unit, role).person.to_string()
}

async fn spare(office: &Office) -> (String, Client) {
    let id = office.spare().await;
    let account = office.app.store().read(|r| r.account_by_login("spare-14758")).await.unwrap().unwrap();
    let bearer = office.app.bearer_seed(&account, "test").await.unwrap();
    let mut client = (*office.anyone()).clone();
    client.bearer = Some(bearer);
    (id, client)
}

/// The leader names the specialist from tomorrow through the day after.
fn away(substitute: &str) -> [(&str, &str); 6] {
    [
        ("substitute", substitute),
        ("roles", "leader"),
        ("from", "2026-03-10"),
        ("to", "2026-03-11"),
        ("reason", "Đi công tác"),
        ("act", "12/QĐ-UBND ngày 09/3/2026"),
    ]
}

#[tokio::test]
async fn a_substitute_signs_from_midnight_to_midnight_and_every_paper_says_for_whom() {
    let office = Office::new().await;
    let reception = office.reception().await;
    let id = received(&reception).await;
    office.clock.set("2026-03-09T23:00");
    let (leader, specialist) = (office.leader().await, office.specialist().await);
    let substitute = person(&office, HERE, Role::Specialist);
    let wrong =
        leader.form("/own/delegations", &[("substitute", &substitute), ("reason", "x")]).await.is(422);
    assert!(wrong.text().contains("href=\"#to\""), "{}", wrong.text());
    leader.form("/own/delegations", &away(&substitute)).await.is(303);
    leader.form("/own/delegations", &away(&substitute)).await.is(422);
    assert_eq!(act(&specialist, &id, "forward", 1, json!({})).await, 200);
    assert_eq!(act(&specialist, &id, "approve", 2, json!({})).await, 403, "not before the first day");
    assert!(!specialist.get("/desk").await.text().contains("thay Lò Thị leader"));

    // The session of yesterday evening feels midnight at once.
    office.clock.set("2026-03-10T00:00");
    let page = specialist.get(&format!("/desk/dossiers/{id}")).await.is(200).text();
    assert!(page.contains("Lãnh đạo (thay Lò Thị leader đến 11/03/2026)"), "{page}");
    assert!(page.contains("/acts/approve"), "{page}");
    let me = specialist.api("/api/v1/me", None).await.is(200).json();
    assert_eq!(me["standing_in"][0]["name"], "Lò Thị leader");
    // What was lent is not passed on.
    let to = office.spare().await;
    specialist.form("/own/delegations", &away(&to)).await.is(422);
    office.clock.set("2026-03-11T23:59");
    assert_eq!(act(&specialist, &id, "approve", 2, json!({})).await, 200, "until the last minute");
    let shown = leader.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
    assert_eq!(shown["history"][2]["by"], "Lò Thị specialist");
    assert_eq!(shown["history"][2]["stands_for"], "Lò Thị leader");
    assert_eq!(shown["history"][1].get("stands_for"), None, "an own role needs nobody else's");
    let reader = office.leader().await;
    for page in [format!("/desk/dossiers/{id}"), format!("/desk/dossiers/{id}/control")] {
        let page = reader.get(&page).await.is(200).text();
        assert!(page.contains("Lò Thị specialist (thay Lò Thị leader)"), "{page}");
    }

    let second = received(&reception).await;
    assert_eq!(act(&specialist, &second, "forward", 1, json!({})).await, 200);
    office.clock.set("2026-03-12T00:00");
    assert_eq!(act(&specialist, &second, "approve", 2, json!({})).await, 403, "it ended by itself");
    assert_eq!(act(&leader, &second, "approve", 2, json!({})).await, 200, "who was away is never closed out");
    office.verify();
}

#[tokio::test]
async fn a_substitution_is_taken_back_at_once_and_strangers_see_nothing_of_it() {
    let office = Office::new().await;
    let (leader, specialist) = (office.leader().await, office.specialist().await);
    let substitute = person(&office, HERE, Role::Specialist);
    let sent = json!({
        "substitute": substitute, "roles": ["leader"], "from": "2026-03-09", "to": "2026-03-09",
        "reason": "Ốm", "act": "13/QĐ-UBND",
    });
    let key = [("Idempotency-Key", "leave-1")];
    let first = leader.api_with("/api/v1/delegations", Some(sent.clone()), &key).await.is(201);
    let again = leader.api_with("/api/v1/delegations", Some(sent.clone()), &key).await.is(201);
    assert_eq!((first.json(), again.header("idempotency-replayed")), (again.json(), "true"));
    leader.api("/api/v1/delegations", Some(sent.clone())).await.is(422);
    let stranger = office.with_key(THERE, Role::Leader).await;
    stranger.api("/api/v1/delegations", Some(sent)).await.is(422);
    let id = first.json()["id"].as_str().unwrap().to_owned();
    let back = format!("/api/v1/delegations/{id}/revoke");
    stranger.api(&back, Some(json!({}))).await.is(404);
    let reception = office.with_key(HERE, Role::Reception).await;
    reception.api(&back, Some(json!({}))).await.is(404);
    assert_eq!(reception.api("/api/v1/delegations", None).await.is(200).json()["items"], json!([]));

    let roles = |me: Value| me["roles"].as_array().unwrap().len();
    assert_eq!(roles(specialist.api("/api/v1/me", None).await.json()), 2);
    assert!(specialist.get("/own/delegations").await.is(200).text().contains("đang thay"));
    specialist.form(&format!("/own/delegations/{id}/revoke"), &[("reason", "Về sớm")]).await.is(303);
    assert_eq!(roles(specialist.api("/api/v1/me", None).await.json()), 1);
    leader.form(&format!("/own/delegations/{id}/revoke"), &[]).await.is(422);
    let page = leader.get(&format!("/manage/people/{substitute}")).await.is(200).text();
    assert!(page.contains("Lò Thị specialist thu hồi lúc"), "{page}");
    office.verify();
}

#[tokio::test]
async fn a_dossier_is_taken_given_and_found_by_whose_it_is() {
    let office = Office::new().await;
    let (reception, leader) = (office.reception().await, office.leader().await);
    let specialist = office.specialist().await;
    let (other, colleague) = spare(&office).await;
    let (a, b) = (received(&reception).await, received(&reception).await);
    assert_eq!(act(&reception, &a, "assign", 1, json!({})).await, 403, "not the counter's step");
    assert_eq!(act(&specialist, &a, "assign", 1, json!({})).await, 200);
    assert_eq!(act(&specialist, &a, "assign", 2, json!({})).await, 422, "taken already");
    assert_eq!(act(&specialist, &b, "assign", 1, json!({"person": other})).await, 422, "a leader gives");
    let stranger = person(&office, THERE, Role::Specialist);
    assert_eq!(act(&leader, &b, "assign", 1, json!({"person": stranger})).await, 422);
    let at_the_counter = person(&office, HERE, Role::Reception);
    assert_eq!(act(&leader, &b, "assign", 1, json!({"person": at_the_counter})).await, 422);
    let page = leader.get(&format!("/desk/dossiers/{b}/acts/assign")).await.is(200).text();
    assert!(page.contains("Lò Văn Dự") && page.contains("Lò Thị specialist"), "{page}");
    assert!(!page.contains("Lò Thị reception"), "{page}");
    let fields = [("version", "1"), ("key", "k"), ("person", other.as_str())];
    leader.form(&format!("/desk/dossiers/{b}/acts/assign"), &fields).await.is(303);
    let page = leader.get(&format!("/desk/dossiers/{b}")).await.is(200).text();
    assert!(page.contains("Người nhận xử lý") && page.contains("Lò Văn Dự"), "{page}");

    let listed = |list: Value| -> Vec<String> {
        let items = list["items"].as_array().unwrap().iter();
        items.map(|i| i["id"].as_str().unwrap().to_owned()).collect()
    };
    let of = |who: &str| format!("/api/v1/dossiers?state=open&assignee={who}");
    assert_eq!(listed(specialist.api(&of("me"), None).await.is(200).json()), std::slice::from_ref(&a));
    assert_eq!(listed(colleague.api(&of("me"), None).await.is(200).json()), std::slice::from_ref(&b));
    assert_eq!(listed(leader.api(&of(&other), None).await.is(200).json()), std::slice::from_ref(&b));
    assert!(listed(leader.api(&of("none"), None).await.is(200).json()).is_empty());
    leader.api(&of("nobody-at-all"), None).await.is(422);
    let mine = specialist.get("/desk/worklist?show=mine-taken").await.is(200).text();
    assert!(mine.contains(&a) && !mine.contains(&b), "{mine}");
    assert!(!specialist.get("/desk/worklist?show=mine-free").await.is(200).text().contains(&a));
    // It bars nobody, and another step is another person's turn.
    assert_eq!(act(&colleague, &a, "forward", 2, json!({})).await, 200);
    assert_eq!(listed(leader.api(&of("none"), None).await.is(200).json()), [a]);
    office.verify();
}

#[tokio::test]
async fn who_leaves_hands_everything_over_in_one_act_and_is_closed_with_it() {
    let office = Office::new().await;
    let (reception, leader) = (office.reception().await, office.leader().await);
    let (administrator, specialist) = (office.administrator().await, office.specialist().await);
    let (heir, colleague) = spare(&office).await;
    let leaver = person(&office, HERE, Role::Specialist);
    let mut ids = Vec::new();
    for _ in 0..5 {
        let id = received(&reception).await;
        assert_eq!(act(&specialist, &id, "assign", 1, json!({})).await, 200);
        ids.push(id);
    }
    // A colleague signs in the leaver's name, until the leaver is gone.
    let lent = json!({
        "principal": leaver, "substitute": person(&office, HERE, Role::Reception), "roles": ["specialist"],
        "from": "2026-03-09", "to": "2026-03-20", "reason": "Nghỉ phép",
    });
    leader.api("/api/v1/delegations", Some(lent)).await.is(201);
    let close = format!("/manage/people/{leaver}/close");
    assert_eq!(
        administrator.get(&close).await.is(303).header("location"),
        format!("/manage/people/{leaver}/hand-over")
    );
    assert!(administrator.form(&close, &[]).await.is(422).text().contains("còn 5 hồ sơ"));
    let path = format!("/manage/people/{leaver}/hand-over");
    let page = administrator.get(&path).await.is(200).text();
    assert!(page.contains("5 hồ sơ đang xử lý: Thẩm tra 5") && page.contains("Lò Văn Dự"), "{page}");
    assert!(!page.contains("Lò Thị leader"), "who doesn't work at the step isn't offered");
    let wrong = administrator.form(&path, &[("close", "1")]).await.is(422).text();
    assert!(
        wrong.contains("href=\"#reason\"") && wrong.contains("name=\"close\" value=\"1\" checked"),
        "{wrong}"
    );
    let to_leader = [("to", &*person(&office, HERE, Role::Leader)), ("reason", "Nghỉ hưu")];
    assert!(administrator.form(&path, &to_leader).await.is(422).text().contains("bước &#34;Thẩm tra&#34;"));
    let to_self = [("to", leaver.as_str()), ("reason", "Nghỉ hưu")];
    administrator.form(&path, &to_self).await.is(422);
    leader.form(&path, &[("to", &heir), ("reason", "Nghỉ hưu"), ("close", "1")]).await.is(403);

    let fields = [("to", heir.as_str()), ("reason", "Nghỉ hưu từ 10/3"), ("close", "1"), ("key", "k-1")];
    administrator.form(&path, &fields).await.is(303);
    administrator.form(&path, &fields).await.is(303);
    specialist.get("/own").await.is(303);
    specialist.api("/api/v1/me", None).await.is(401);
    let list = colleague.api("/api/v1/dossiers?state=open&assignee=me", None).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 5);
    let shown = colleague.api(&format!("/api/v1/dossiers/{}", ids[0]), None).await.is(200).json();
    assert_eq!(shown["version"], 3, "sent twice, handed over once");
    assert_eq!(shown["history"][2]["note"], "Nghỉ hưu từ 10/3");
    let ended = leader.api("/api/v1/delegations", None).await.is(200).json();
    assert_ne!(ended["items"][0]["revoked"], Value::Null, "substitutions end with the account");
    let page = leader.get(&format!("/manage/people/{leaver}")).await.is(200).text();
    assert!(page.contains("bàn giao 5 hồ sơ cho Lò Văn Dự (5)"), "{page}");
    office.verify();
}

#[tokio::test]
async fn two_who_hand_over_at_once_deal_every_dossier_out_once() {
    let office = Office::new().await;
    let reception = office.with_key(HERE, Role::Reception).await;
    let specialist = office.with_key(HERE, Role::Specialist).await;
    let leaver = person(&office, HERE, Role::Specialist);
    let mut ids = Vec::new();
    for _ in 0..7 {
        let id = received(&reception).await;
        assert_eq!(act(&specialist, &id, "assign", 1, json!({})).await, 200);
        ids.push(id);
    }
    let (first, _) = spare(&office).await;
    let unit = office.account(HERE, Role::Reception).unit.clone();
    let input = app::people::PersonInput {
        login: "spare-2".into(),
        name: "Vì Thị Hai".into(),
        title: "Công chức".into(),
        roles: vec!["specialist".into()],
    };
    let second = office.app.account_seed(&unit, &input, None).await.unwrap().person.to_string();
    let path = format!("/api/v1/people/{leaver}/hand-over");
    let sent = json!({"to": [first, second], "reason": "Chuyển công tác"});
    let leader = office.with_key(HERE, Role::Leader).await;
    let administrator = office.with_key(HERE, Role::Administrator).await;
    let (a, b) =
        tokio::join!(leader.api(&path, Some(sent.clone())), administrator.api(&path, Some(sent.clone())),);
    let mut statuses = [a.status.as_u16(), b.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "{} {}", a.text(), b.text());
    let done = if a.status.as_u16() == 200 { a.json() } else { b.json() };
    assert_eq!(done["count"], 7);
    let counts: Vec<u64> =
        done["to"].as_array().unwrap().iter().map(|s| s["count"].as_u64().unwrap()).collect();
    assert_eq!(counts.iter().sum::<u64>(), 7);
    assert!(counts.iter().all(|n| (3..=4).contains(n)), "{counts:?}");
    for id in &ids {
        let shown = leader.api(&format!("/api/v1/dossiers/{id}"), None).await.is(200).json();
        assert_eq!(shown["version"], 3);
    }
    let stranger = office.with_key(THERE, Role::Leader).await;
    stranger.api(&path, Some(sent)).await.is(404);
    office.verify();
}

#[tokio::test]
async fn roles_for_a_time_begin_and_end_by_themselves() {
    let office = Office::new().await;
    let administrator = office.administrator().await;
    let (id, colleague) = spare(&office).await;
    let path = format!("/manage/people/{id}/assignments");
    let given = [
        ("version", "1"),
        ("dated_roles", "reception"),
        ("from", "2026-03-10"),
        ("to", "2026-03-11"),
        ("act", "5/QĐ-UBND"),
    ];
    let wrong = administrator.form(&path, &given[..4]).await.is(422).text();
    assert!(wrong.contains("href=\"#act\"") && wrong.contains("value=\"2026-03-11\""), "{wrong}");
    administrator.form(&path, &given).await.is(303);
    administrator.form(&path, &given).await.is(409);
    let receives =
        || async { colleague.get("/api/v1/me").await.json()["roles"].to_string().contains("reception") };
    assert!(!receives().await);
    office.clock.set("2026-03-10T00:00");
    assert!(receives().await);
    office.clock.set("2026-03-11T23:59");
    assert!(receives().await);
    office.clock.set("2026-03-12T00:00");
    assert!(!receives().await);

    let administrator = office.administrator().await;
    let open = [("version", "2"), ("dated_roles", "reception"), ("from", "12/03/2026"), ("act", "6/QĐ-UBND")];
    administrator.form(&path, &open).await.is(303);
    assert!(receives().await);
    administrator.form(&format!("{path}/end"), &[("version", "3"), ("number", "1")]).await.is(303);
    assert!(!receives().await);
    office.verify();
}
