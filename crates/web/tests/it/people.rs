//! Accounts: who may see, open, change and close them.

use crate::office::{CENTRE, HERE, Office, THERE};
use domain::identity::Role;

const NEW: [(&str, &str); 3] = [("name", "Hà Văn Mới"), ("title", "Công chức"), ("login", "moi.hv")];

#[tokio::test]
async fn an_account_is_opened_its_password_shown_once_and_it_lets_in() {
    let office = Office::new().await;
    let administrator = office.administrator().await;
    let wrong =
        administrator.form("/manage/people", &[("name", "Hà Văn Mới"), ("login", "x")]).await.is(422).text();
    assert!(wrong.contains("value=\"Hà Văn Mới\""), "what was typed is kept");
    assert!(wrong.contains("href=\"#login\"") && wrong.contains("href=\"#roles\""));
    let fields: Vec<_> = NEW.into_iter().chain([("roles", "specialist")]).collect();
    let page = administrator.form("/manage/people", &fields).await.is(200).text();
    let password = page.split("promise\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(password.len(), 16, "{password}");
    let again = administrator.form("/manage/people", &fields).await.is(422).text();
    assert!(again.contains("đã có người dùng"), "sent twice, opened once");
    let list = administrator.get("/manage/people").await.is(200).text();
    assert!(list.contains("moi.hv") && !list.contains(&password));
    let entered = [("login", "moi.hv"), ("password", &*password), ("to", "/own")];
    let answer = office.anyone().post("/sign-in", &entered).await.is(303);
    assert_eq!(answer.header("location"), "/own");
    office.verify();
}

#[tokio::test]
async fn roles_change_once_a_page_and_a_stale_page_changes_nothing() {
    let office = Office::new().await;
    let administrator = office.administrator().await;
    let path = format!("/manage/people/{}", office.account(HERE, Role::Specialist).person);
    let roles = format!("{path}/roles");
    administrator.form(&roles, &[("version", "1"), ("roles", "leader")]).await.is(303);
    let stale = administrator.form(&roles, &[("version", "1"), ("roles", "reception")]).await.is(409).text();
    assert!(stale.contains("vừa được người khác sửa"));
    assert!(stale.contains("name=\"version\" value=\"2\""), "the page now stands on the present version");
    administrator.form(&roles, &[("version", "2")]).await.is(422);
    administrator.form(&roles, &[("version", "2"), ("roles", "province")]).await.is(422);
    assert!(administrator.get(&path).await.is(200).text().contains("value=\"leader\" checked"));
    office.verify();
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_comes_back_when_reopened() {
    let office = Office::new().await;
    let (administrator, specialist) = (office.administrator().await, office.specialist().await);
    let path = format!("/manage/people/{}", office.account(HERE, Role::Specialist).person);
    administrator.get(&format!("{path}/close")).await.is(200);
    specialist.get("/own").await.is(200);
    administrator.form(&format!("{path}/close"), &[]).await.is(303);
    specialist.get("/own").await.is(303);
    assert!(administrator.get(&path).await.is(200).text().contains("Đã khóa"));
    administrator.form(&format!("{path}/reopen"), &[]).await.is(303);
    let own = format!("/manage/people/{}/close", office.account(HERE, Role::Administrator).person);
    administrator.form(&own, &[]).await.is(422);
    office.verify();
}

#[tokio::test]
async fn people_of_another_unit_are_not_there_and_the_province_sees_but_changes_nothing() {
    let office = Office::new().await;
    let administrator = office.administrator().await;
    let foreign = format!("/manage/people/{}", office.account(THERE, Role::Specialist).person);
    for page in [foreign.clone(), format!("{foreign}/close"), format!("{foreign}/password")] {
        administrator.get(&page).await.is(404);
    }
    for act in ["roles", "close", "reopen", "password"] {
        administrator
            .form(&format!("{foreign}/{act}"), &[("version", "1"), ("roles", "leader")])
            .await
            .is(404);
    }
    administrator.get("/manage/people/nobody").await.is(404);
    assert!(
        !administrator
            .get("/manage/people?unit=all")
            .await
            .is(200)
            .text()
            .contains(&format!("specialist-{THERE}"))
    );
    let province = office.province().await;
    let all = province.get("/manage/people?unit=all").await.is(200).text();
    assert!(all.contains(&format!("specialist-{THERE}")) && all.contains(&format!("specialist-{HERE}")));
    let named = province.get("/manage/people?unit=all&name=SPECIALIST").await.is(200).text();
    assert!(named.contains(&format!("specialist-{HERE}")) && !named.contains(&format!("leader-{HERE}")));
    let nobody = province.get("/manage/people?unit=all&name=zzz").await.is(200).text();
    assert!(nobody.contains("class=\"empty\"") && !nobody.contains(&format!("specialist-{HERE}")));
    let own = province.get("/manage/people").await.is(200).text();
    assert!(own.contains(&format!("leader-{CENTRE}")) && !own.contains(&format!("leader-{HERE}\"")));
    assert!(!province.get(&foreign).await.is(200).text().contains("<form method=\"post\" action=\"/manage"));
    province.form(&format!("{foreign}/close"), &[]).await.is(403);
    office.specialist().await.get("/manage/people").await.is(403);
}

#[tokio::test]
async fn everybody_changes_the_own_password_and_nobody_by_a_slip() {
    let office = Office::new().await;
    let old = office.password(HERE, Role::Leader).await;
    let login = office.account(HERE, Role::Leader).login.clone();
    let leader = {
        let session = office.app.sign_in(&login, &old, "test").await.unwrap();
        let mut client = office.with_key(HERE, Role::Leader).await;
        client.csrf = office.app.by_session(&session.token).await.unwrap().unwrap().csrf;
        client.cookie = Some(session.token);
        client
    };
    let new = "con trâu đi trước";
    let form = |old: &str, new: &str, again: &str| {
        [("old", old.to_owned()), ("new", new.to_owned()), ("again", again.to_owned())]
    };
    let cases = [form("wrong", new, new), form(&old, "ngắn", "ngắn"), form(&old, new, "con trâu")];
    for case in cases {
        let fields: Vec<(&str, &str)> = case.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let page = leader.form("/own/password", &fields).await.is(422).text();
        assert!(!page.contains(new), "a page carries no password");
    }
    leader.form("/own/password", &[("old", &old), ("new", new), ("again", new)]).await.is(303);
    assert!(office.app.sign_in(&login, &old, "test").await.is_err());
    assert!(office.app.sign_in(&login, new, "test").await.is_ok());
}

#[tokio::test]
async fn work_begins_where_the_role_has_it() {
    let office = Office::new().await;
    let starts = [
        (Role::Reception, "/desk/reception"),
        (Role::Specialist, "/desk/worklist"),
        (Role::Leader, "/desk/worklist"),
        (Role::Administrator, "/manage/people"),
    ];
    for (role, to) in starts {
        let answer = office.signed_in(HERE, role).await.get("/desk").await.is(303);
        assert_eq!(answer.header("location"), to);
    }
    assert_eq!(office.province().await.get("/desk").await.is(303).header("location"), "/desk/board");
    let out = office.anyone().get("/own?said=x").await.is(303);
    assert_eq!(out.header("location"), "/sign-in?to=/own%3Fsaid%3Dx");
    let page = office.anyone().get("/sign-in?to=/own").await.is(200).text();
    assert!(page.contains("quay lại đúng trang"));
    for outside in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let page = office.anyone().get(&format!("/sign-in?to={outside}")).await.is(200).text();
        assert!(!page.contains("quay lại đúng trang"), "{outside}");
        let there = office.specialist().await.get(&format!("/sign-in?to={outside}")).await.is(303);
        assert_eq!(there.header("location"), "/desk");
    }
}

#[tokio::test]
async fn a_key_works_until_it_is_taken_back() {
    let office = Office::new().await;
    let administrator = office.administrator().await;
    let keys = format!("/manage/people/{}/keys", office.account(HERE, Role::Specialist).person);
    let page = administrator.form(&keys, &[("label", "Cổng tra cứu")]).await.is(200).text();
    let from = page.find("mc_").unwrap();
    let bearer = [("authorization", &*format!("Bearer {}", &page[from..from + 51]))];
    office.anyone().api_with("/api/v1/me", None, &bearer).await.is(200);
    let page = administrator.get(&keys).await.is(200).text();
    assert!(!page.contains("mc_"), "a key is shown once");

    let digest = page.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    administrator.form(&format!("{keys}/revoke"), &[("key", digest)]).await.is(303);
    office.anyone().api_with("/api/v1/me", None, &bearer).await.is(401);
    office.specialist().await.get(&keys).await.is(403);
}
