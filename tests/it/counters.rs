//! Whose account a count is entered with: a member's own enters in that member's name alone, a lent one in the name of
//! members who have none.

use daihoi::auth::permission::Role;
use daihoi::db::schema::audit_entries;
use diesel::prelude::*;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::ballots::{comes_to_the_list, counters, minutes, round};
use crate::browsing::Browser;
use crate::elections::at_the_ballots;
use crate::person::{Answer, Person};
use crate::story::{Branch, Story};

/// A committee's ballot that is being counted: its path, the ballot, and the counting committee as members.
async fn a_ballot() -> (Story, String, Value, Vec<Value>) {
    let (story, elections) = at_the_ballots().await;
    let branch = &story.branches[0];
    let election = elections[0].0.clone();
    comes_to_the_list(branch, &election, 3).await;
    branch
        .people
        .takes(&election, "issue_ballots", json!({}))
        .await;
    let ballot = round(&branch.people, &election).await;
    let mut members = Vec::new();
    for one in ballot["counters"].as_array().expect("counters") {
        let id = one["roll_entry_id"].as_str().expect("a key");
        let entry = branch.people.get(&format!("/roll-entries/{id}")).await;
        members.push(entry.expect_ok()["member_id"].clone());
    }
    (story, election, ballot, members)
}

/// The account is given to a member, or to nobody.
async fn given(administrator: &Person, account: &Person, member: &Value) -> Answer {
    let path = format!("/users/{}", account.id.expect("an account"));
    let seen = administrator.get(&path).await.expect_ok();
    let version = seen["version"].as_i64().expect("a version");
    let body = json!({ "member_id": member });
    administrator.patch(&path, version, body).await
}

fn named(ballot: &Value, at: usize, figures: &Value) -> Value {
    json!({ "counter_id": ballot["counters"][at]["roll_entry_id"], "minutes": figures })
}

#[tokio::test]
async fn a_member_is_named_from_their_own_account_and_a_lent_one_names_who_has_none() {
    let (story, election, ballot, members) = a_ballot().await;
    let branch = &story.branches[0];
    let administrator = story.world.administrator().await;
    let [own, lent] = counters(&story.world, branch).await;
    let figures = minutes(&ballot, &[25, 24, 23, 4]);
    let path = format!("{election}/rounds/1/entries");
    given(&administrator, &own, &members[0]).await.expect_ok();

    let other = own.post(&path, named(&ballot, 1, &figures)).await;
    assert_eq!(other.reasons(), ["counter_of_another_account"]);
    let for_them = lent.post(&path, named(&ballot, 0, &figures)).await;
    assert_eq!(for_them.reasons(), ["counter_has_an_account"]);
    assert!(
        for_them.body.to_string().contains("tài khoản riêng"),
        "{:#}",
        for_them.body
    );
    let first = own
        .post(&path, named(&ballot, 0, &figures))
        .await
        .expect_ok();
    assert_eq!(first["entries"].as_array().expect("entries").len(), 1);

    // A shut account is nobody's way to enter, so a lent one may name its member.
    let second_of = story.world.person(Role::Counter, &branch.place).await;
    given(&administrator, &second_of, &members[1])
        .await
        .expect_ok();
    let mut differing = figures.clone();
    differing["candidates"][0]["votes"] = 24.into();
    let for_them = lent.post(&path, named(&ballot, 1, &differing)).await;
    assert_eq!(for_them.reasons(), ["counter_has_an_account"]);
    let account = format!("/users/{}", second_of.id.expect("an account"));
    let seen = administrator.get(&account).await.expect_ok();
    let version = seen["version"].as_i64().expect("a version");
    administrator
        .patch(&account, version, json!({ "disabled": true }))
        .await
        .expect_ok();
    let second = lent
        .post(&path, named(&ballot, 1, &differing))
        .await
        .expect_ok();
    assert_eq!(second["state"], "differing");

    // The settlement goes by the same rule.
    let version = second["version"].as_i64().expect("a version");
    let settlement = format!("{election}/rounds/1/settlement");
    let settles = |at: usize| {
        let mut body = named(&ballot, at, &figures);
        body["note"] = "Nhập nhầm".into();
        body
    };
    let refused = own.post_seen(&settlement, version, settles(2)).await;
    assert_eq!(refused.reasons(), ["counter_of_another_account"]);
    let agreed = own.post_seen(&settlement, version, settles(0)).await;
    assert_eq!(agreed.expect_ok()["state"], "agreed");
}

#[tokio::test]
async fn a_member_has_one_account_which_is_given_within_reach_and_recorded() {
    let (story, _, _, members) = a_ballot().await;
    let (world, branch) = (&story.world, &story.branches[0]);
    let [one, other] = counters(world, branch).await;
    let administrator = world.administrator().await;
    let id = one.id.expect("an account");

    let choices = format!("/users/{id}/member-choices?unit_id={}", branch.place.id);
    let listed = administrator.get(&choices).await.expect_ok();
    let items = listed["items"].as_array().expect("items");
    assert!(items.iter().any(|item| item["member_id"] == members[0]));
    let keys: Vec<&String> = items[0].as_object().expect("a member").keys().collect();
    assert_eq!(keys, ["birth_year", "full_name", "member_id"], "no more");
    assert_eq!(branch.people.get(&choices).await.status, 403);

    let made = given(&administrator, &one, &members[0]).await.expect_ok();
    assert_eq!(made["member_id"], members[0]);
    let twice = given(&administrator, &other, &members[0]).await;
    assert_eq!(twice.reasons(), ["member_has_account"]);
    let nobody = given(&administrator, &other, &json!(uuid::Uuid::nil())).await;
    assert_eq!(nobody.fields(), ["unknown"]);
    given(&administrator, &one, &Value::Null).await.expect_ok();
    given(&administrator, &other, &members[0]).await.expect_ok();

    // An administrator of another branch reaches neither the account nor the member.
    let elsewhere = &story.branches[1];
    let beyond = world.person(Role::Administrator, &elsewhere.place).await;
    let account = world.person(Role::Counter, &elsewhere.place).await;
    let unknown = given(&beyond, &account, &members[1]).await;
    assert_eq!(unknown.fields(), ["unknown"]);
    let of_branch = format!(
        "/users/{}/member-choices?unit_id={}",
        account.id.expect("an account"),
        branch.place.id
    );
    assert_eq!(beyond.get(&of_branch).await.status, 404);

    let recorded: Vec<String> = world
        .read(move |conn| {
            Ok(audit_entries::table
                .filter(audit_entries::subject_id.eq(id))
                .filter(audit_entries::action.eq("user.change"))
                .order(audit_entries::seq)
                .select(audit_entries::detail)
                .load(conn)?)
        })
        .await;
    let member = members[0].as_str().expect("a key");
    assert_eq!(recorded.len(), 2, "{recorded:?}");
    assert!(recorded[0].contains(member) && recorded[1].contains("\"member_id\":null"));
}

/// The names that can be chosen in the field of a form.
fn offered(html: &str) -> Vec<String> {
    let select = html.split("name=\"counter_id\"").nth(1).expect("a list");
    let list = select.split("</select>").next().expect("its end");
    let options = list.split("<option value=\"").skip(1);
    // The first line of a list chooses nobody: its value is empty.
    let members = options.filter(|option| !option.starts_with('"'));
    let names = members.filter_map(|option| option.split('>').nth(1)?.split('<').next());
    names.map(|name| name.trim().to_owned()).collect()
}

async fn on_the_page_of(browser: &mut Browser, branch: &Branch, account: &Person) -> String {
    let path = format!("/users/{}", account.id.expect("an account"));
    let page = browser.opens(&path).await.expect_ok();
    assert!(page.says("Chưa gắn với đảng viên nào"));
    let choose = browser
        .follows(&page, "Gắn với đảng viên")
        .await
        .expect_ok();
    let form = browser
        .follows(&choose, &branch.place.name)
        .await
        .expect_ok();
    let none = browser.fills(&form, &[], "Gắn với đảng viên").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    form.html
}

#[tokio::test]
async fn on_pages_an_account_is_given_to_a_member_and_the_form_names_nobody_else() {
    let (story, election, ballot, members) = a_ballot().await;
    let branch = &story.branches[0];
    let administrator = story.world.administrator().await;
    let [own, lent] = counters(&story.world, branch).await;
    let mut browser = Browser::of(&story.world, &administrator).await;
    let html = on_the_page_of(&mut browser, branch, &own).await;
    let name = ballot["counters"][0]["full_name"].as_str().expect("a name");
    assert!(html.contains(&format!("{name} (sinh năm ")), "{html}");
    let path = format!(
        "/users/{}/member?unit_id={}",
        own.id.expect("an account"),
        branch.place.id
    );
    let form = browser.opens(&path).await.expect_ok();
    let member = members[0].as_str().expect("a key");
    let done = browser
        .fills(&form, &[("member_id", member)], "Gắn với đảng viên")
        .await
        .expect_ok();
    assert!(done.says("Đã gắn tài khoản với đảng viên") && done.says(name));

    let entries = format!("{election}/rounds/1/entries");
    let mut counter = Browser::of(&story.world, &own).await;
    let form = counter.opens(&entries).await.expect_ok();
    assert_eq!(offered(&form.html), [name]);
    assert!(form.says("số liệu chỉ đứng tên đồng chí"));
    assert!(counter.opens("/account").await.expect_ok().says(name));
    let mut helper = Browser::of(&story.world, &lent).await;
    let form = helper.opens(&entries).await.expect_ok();
    let others = offered(&form.html);
    assert!(others.len() >= 2 && !others.contains(&name.to_owned()));

    // An account of somebody whom the congress did not elect is shown no form.
    let page = format!("/users/{}", own.id.expect("an account"));
    let shown = browser.opens(&page).await.expect_ok();
    let asks = browser.follows(&shown, "Bỏ gắn").await.expect_ok();
    let free = browser.fills(&asks, &[], "Bỏ gắn").await.expect_ok();
    assert!(free.says("Chưa gắn với đảng viên nào"));
    let list = format!("/units/{}/members?limit=200", branch.place.id);
    let all = branch.people.get(&list).await.expect_ok();
    let outsider = all["items"]
        .as_array()
        .expect("members")
        .iter()
        .find(|one| one["status"] == "official" && !members.contains(&one["id"]))
        .expect("another");
    given(&administrator, &own, &outsider["id"])
        .await
        .expect_ok();
    let refused = counter.opens(&entries).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("không thuộc ban kiểm phiếu"));
}
