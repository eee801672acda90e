//! Forms outside the day of the congress that could only be refused: reasons in their place, a way to the thing they are
//! about, and no page that leads to them.

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use reqwest::StatusCode;

use crate::browsing::Browser;
use crate::pages_forms::{are_open, are_shut, only_reasons};
use crate::story::{Story, key};

async fn a_drafted_plan() -> Story {
    let mut story = Story::begin().await;
    story.the_plan_is_drafted().await;
    story
}

#[tokio::test]
async fn a_plan_is_changed_by_whoever_drafts_it_and_once_issued_by_whoever_amends_it() {
    let story = a_drafted_plan().await;
    let plan = &story.plan;
    let mut office = Browser::of(&story.world, &story.office).await;
    let mut branch = Browser::of(&story.world, &story.branches[0].people).await;
    let drafting = [format!("{plan}/edit/windows"), format!("{plan}/scope")];
    are_open(&mut office, &drafting).await;
    are_shut(&mut branch, &drafting).await;
    // Of a draft no congress is planned, and the reasons lead to the plan.
    let planning = format!("{plan}/congresses/bulk");
    let refused = office.opens(&planning).await;
    only_reasons(&refused);
    assert_eq!(&refused.link("Về trang của kế hoạch"), plan);

    story.the_plan_is_issued().await;
    are_open(&mut office, std::slice::from_ref(&planning)).await;
    // What has been issued is amended by the Secretary.
    let mut secretary = Browser::of(&story.world, &story.secretary).await;
    let page = secretary.opens(plan).await.expect_ok();
    assert_eq!(page.link("Chọn phạm vi"), format!("{plan}/scope"));
    are_open(&mut secretary, &drafting).await;
    are_shut(&mut office, &drafting).await;
    are_shut(&mut branch, &drafting).await;
    let page = branch.opens(plan).await.expect_ok();
    let leads_there = |link: &String| link.contains("/scope") || link.contains("/edit");
    assert!(!page.own_links().iter().any(leads_there));
}

#[tokio::test]
async fn congresses_are_planned_while_the_plan_runs_and_each_branch_once() {
    let mut story = a_drafted_plan().await;
    let unit = story.branches[0].place.id;
    let plan = story.plan.clone();
    let one = format!("{plan}/congresses/new?unit_id={unit}");
    let mut office = Browser::of(&story.world, &story.office).await;
    are_shut(&mut office, std::slice::from_ref(&one)).await;
    story.the_plan_is_issued().await;
    are_open(&mut office, std::slice::from_ref(&one)).await;
    story.congresses_are_planned().await;
    let again = office.opens(&one).await;
    only_reasons(&again);
    assert!(again.says("Chi bộ Trung tâm kinh doanh"), "which branch");
    let mut secretary = Browser::of(&story.world, &story.branches[0].people).await;
    are_shut(&mut secretary, &[one]).await;
}

#[tokio::test]
async fn documents_remarks_guidance_and_checklists_have_no_form_in_vain() {
    let mut story = a_drafted_plan().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let [pilot, _, other] = &story.branches[..] else {
        panic!("three branches")
    };
    let document = story.a_document(pilot, "political_report").await;
    let edit = vec![format!("{document}/edit")];
    let mut people = Browser::of(&story.world, &pilot.people).await;
    let mut observer = Browser::of(&story.world, &story.observer).await;
    are_open(&mut people, &edit).await;
    are_shut(&mut observer, &edit).await;
    crate::congresses::stand(&story.world, &pilot.congress, State::Closed).await;
    // While the branch writes its report, it still corrects what stands on a cover.
    are_open(&mut people, &edit).await;
    let page = people.opens(&document).await.expect_ok();
    assert!(page.own_links().contains(&edit[0]) && !page.says("chỉ để xem và in"));
    crate::congresses::stand(&story.world, &pilot.congress, State::Confirmed).await;
    are_shut(&mut people, &edit).await;
    let page = people.opens(&document).await.expect_ok();
    assert!(!page.own_links().contains(&edit[0]));
    assert!(
        page.says("văn bản này chỉ để xem và in") && !page.says("chưa thực hiện được"),
        "nothing is promised that will never be: {:?}",
        page.all("main")
    );

    let opinion = story.an_opinion_is_raised("anthems").await;
    story.the_opinion_is_concluded(&opinion).await;
    let guidance = story.the_guidance_is_issued(&[opinion]).await;
    let acknowledge = |congress: &str| {
        format!(
            "{guidance}/acknowledgements/new?congress_id={}",
            key(congress)
        )
    };
    // It reaches no pilot of its own plan.
    are_shut(&mut people, &[acknowledge(&pilot.congress)]).await;
    let mut members = Browser::of(&story.world, &other.people).await;
    let own = vec![acknowledge(&other.congress)];
    are_open(&mut members, &own).await;
    are_shut(&mut observer, &own).await;
    story.the_guidance_is_acknowledged(other, &guidance).await;
    are_shut(&mut members, &own).await;
    let refused = members.opens(&own[0]).await;
    assert_eq!(refused.link("Về văn bản lưu ý"), guidance);

    let checklist = format!("{}/checklist", other.congress);
    let page = members.opens(&checklist).await.expect_ok();
    let item = page
        .own_links()
        .into_iter()
        .find(|link| link.starts_with(&format!("{checklist}/")))
        .expect("an item to be ticked");
    are_open(&mut members, std::slice::from_ref(&item)).await;
    are_shut(&mut observer, std::slice::from_ref(&item)).await;
    let page = observer.opens(&checklist).await.expect_ok();
    assert!(page.all("main form").is_empty(), "nothing to be sent");
    assert!(!page.own_links().contains(&item));
    assert!(!page.all(".reasons li").is_empty(), "and it is said why");
}

#[tokio::test]
async fn a_remark_is_answered_by_the_branch() {
    let mut story = a_drafted_plan().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    let document = story.document(branch, "political_report").await;
    let returned = serde_json::json!({
        "note": "Bổ sung", "remarks": [{ "place": "Phần I", "text": "Nêu rõ hạn chế" }],
    });
    branch
        .upper
        .takes(&document, "return_for_revision", returned)
        .await;
    let again = serde_json::json!({});
    branch.people.takes(&document, "revise", again).await;
    let list = branch
        .people
        .get(&format!("{document}/remarks"))
        .await
        .expect_ok();
    let remark = list["items"][0]["id"].as_str().expect("a key");
    let answer = vec![format!("/remarks/{remark}/resolution")];
    let mut people = Browser::of(&story.world, &branch.people).await;
    let mut upper = Browser::of(&story.world, &branch.upper).await;
    are_open(&mut people, &answer).await;
    are_shut(&mut upper, &answer).await;
    let refused = upper.opens(&answer[0]).await;
    let led_to = upper
        .follows(&refused, "Về trang của văn bản được góp ý")
        .await
        .expect_ok();
    assert!(led_to.path.starts_with(&document), "{}", led_to.path);
}

#[tokio::test]
async fn units_and_members_are_kept_where_there_is_room_for_them() {
    let story = Story::begin().await;
    let (bloc, branch) = (story.bloc.id, story.branches[0].place.id);
    let keeper = story.world.person(Role::Administrator, &story.bloc).await;
    let mut keeper = Browser::of(&story.world, &keeper).await;
    let open = [
        format!("/units/new?parent_id={bloc}"),
        format!("/units/{branch}/placements/new"),
        format!("/units/{branch}/counts"),
    ];
    are_open(&mut keeper, &open).await;
    are_shut(&mut keeper, &[format!("/units/new?parent_id={branch}")]).await;
    let mut observer = Browser::of(&story.world, &story.observer).await;
    are_shut(&mut observer, &open).await;
    let refused = observer.opens(&open[1]).await;
    assert_eq!(
        refused.link("Về trang của tổ chức đảng"),
        format!("/units/{branch}")
    );
    let mut people = Browser::of(&story.world, &story.branches[0].people).await;
    are_open(&mut people, &[format!("/units/{branch}/members/new")]).await;
    are_shut(&mut observer, &[format!("/units/{branch}/members/new")]).await;
}

#[tokio::test]
async fn nobody_is_led_to_give_or_end_an_office_in_vain() {
    let story = Story::begin().await;
    let administrator = story.world.administrator().await;
    let mut browser = Browser::of(&story.world, &administrator).await;
    let own = format!("/users/{}", administrator.id.expect("an account"));
    let page = browser.opens(&own).await.expect_ok();
    let in_vain = |link: &&String| link.contains("offices");
    let links = page.own_links();
    assert!(!links.iter().any(|link| in_vain(&link)), "{links:?}");
    assert!(!page.all("details.shut .reasons li").is_empty());
    are_shut(&mut browser, &[format!("{own}/offices/new")]).await;
    let held = administrator
        .get(&format!("{own}/offices"))
        .await
        .expect_ok();
    let office = held["items"][0]["id"].as_str().expect("a key");
    are_shut(&mut browser, &[format!("{own}/offices/{office}/end")]).await;

    let other = format!("/users/{}", story.office.id.expect("an account"));
    let held = administrator
        .get(&format!("{other}/offices"))
        .await
        .expect_ok();
    let office = held["items"][0]["id"].as_str().expect("a key");
    let open = [
        format!("{other}/offices/new?unit_id={}", story.bloc.id),
        format!("{other}/offices/{office}/end"),
        format!("{other}/edit"),
        format!("{other}/password-resets/new"),
    ];
    are_open(&mut browser, &open).await;
    let form = browser.opens(&open[0]).await.expect_ok();
    assert!(
        !form.says("tổ kiểm phiếu"),
        "a committee has no counters: {:?}",
        form.all("label")
    );
    let whole = vec![format!("{own}/password-resets/new")];
    are_shut(&mut browser, &whole).await;
}

#[tokio::test]
async fn nobody_is_checked_in_before_the_day() {
    let mut story = a_drafted_plan().await;
    story.the_plan_is_issued().await;
    story.congresses_are_planned().await;
    let branch = &story.branches[0];
    story.the_branch_prepares(branch, "2022-05-11").await;
    crate::congresses::stand(&story.world, &branch.congress, State::Approved).await;
    story.the_roll_is_drawn_up(branch).await;
    crate::congresses::stand(&story.world, &branch.congress, State::Convened).await;
    let mut people = Browser::of(&story.world, &branch.people).await;
    let attendance = format!("{}/attendance", branch.congress);
    let page = people.opens(&attendance).await.expect_ok();
    assert!(page.all("td.door button").is_empty(), "no button yet");
    assert!(page.says("Ghi có mặt tại cửa"), "but why not");
    story.world.goes_on_to("2022-05-11");
    let mut people = Browser::of(&story.world, &branch.people).await;
    let page = people.opens(&attendance).await.expect_ok();
    assert!(!page.all("td.door button").is_empty());
    assert!(!page.says("Ghi có mặt tại cửa"));
}

#[tokio::test]
async fn a_step_that_is_shut_has_no_form_by_its_address_either() {
    let story = a_drafted_plan().await;
    // The office drafts, the Secretary signs.
    let issue = vec![format!("{}/steps/issue", story.plan)];
    let mut office = Browser::of(&story.world, &story.office).await;
    let refused = office.opens(&issue[0]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    are_shut(&mut office, &issue).await;
    let mut secretary = Browser::of(&story.world, &story.secretary).await;
    are_open(&mut secretary, &issue).await;
}
