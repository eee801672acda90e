//! The papers of the demo's pilots: whole, from the script to the list of those elected.

use daihoi::auth::permission::Role;
use daihoi::congress::model::State;
use daihoi::db::schema::{congresses, unit_placements};
use diesel::prelude::*;
use reqwest::Method;

use super::served::{missing, page};
use crate::world::World;

#[tokio::test]
async fn the_pilots_of_the_demo_have_every_paper() {
    let world = World::new().await;
    assert!(daihoi::demo::load(&world.state).await.expect("told"));
    let (bloc, pilots): (
        daihoi::unit::model::UnitId,
        Vec<daihoi::congress::model::CongressId>,
    ) = world
        .read(|conn| {
            Ok((
                unit_placements::table
                    .filter(unit_placements::code.eq("ĐUK"))
                    .select(unit_placements::unit_id)
                    .first(conn)?,
                congresses::table
                    .filter(congresses::state.eq(State::Closed))
                    .select(congresses::id)
                    .load(conn)?,
            ))
        })
        .await;
    assert_eq!(pilots.len(), 2);
    world.goes_on_to("2022-05-19");
    let secretary = world.somebody(&[(Role::Secretary, Some(bloc))]).await;
    let folder = std::path::Path::new("target/papers");
    std::fs::create_dir_all(folder).expect("a folder");
    for pilot in pilots {
        let congress = format!("/congresses/{pilot}");
        for (kind, reasons) in missing(&secretary, &congress).await {
            assert_eq!(reasons, [""; 0], "{kind}");
        }
        let listed = secretary
            .get(&format!("{congress}/papers"))
            .await
            .expect_ok();
        let items = listed["items"].as_array().expect("items");
        assert_eq!(items.len(), 13, "{listed:#}");
        for item in items {
            let kind = item["kind"].as_str().expect("a kind");
            let mut path = format!("{congress}/papers/{kind}?place=L%E1%BA%A1ng%20S%C6%A1n");
            if let Some(election) = item["election_id"].as_str() {
                path.push_str(&format!("&election={election}"));
            }
            let said = page(&secretary, &path).await;
            for expected in expected(kind) {
                assert!(said.contains(expected), "{kind}: {expected} in {said}");
            }
            let file = secretary
                .request(Method::GET, &path)
                .send()
                .await
                .expect("an answer");
            assert_eq!(file.status(), 200);
            let post = item["post"].as_str().unwrap_or("all");
            let name = format!("demo-{}-{kind}-{post}.docx", &pilot.to_string()[30..]);
            let bytes = file.bytes().await.expect("bytes");
            std::fs::write(folder.join(name), bytes).expect("written");
        }
    }
}

fn expected(kind: &str) -> &'static [&'static str] {
    match kind {
        "counting_minutes" => &["-BB/ĐH", "Lạng Sơn, ngày 1", "IV- TRÚNG CỬ", "1- Đồng chí"],
        "congress_minutes" => &["Số 05-BB/ĐH", "1- Bầu Chi ủy", "trúng cử", "Mã đối chiếu"],
        "resolution" => &["Số 04-NQ/ĐH", "CÁC CHỈ TIÊU CHỦ YẾU"],
        "elected_list" => &["1- Chi ủy", "03/03 đồng chí", "3- Phó Bí thư"],
        "ballot" => &["Đóng dấu của Đảng ủy cơ sở"],
        _ => &["Lạng Sơn"],
    }
}
