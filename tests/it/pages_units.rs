//! Units, sectors and members on pages, by people whose browsers run no scripts.

use daihoi::auth::permission::Role;
use daihoi::unit::model::Level;
use reqwest::StatusCode;

use crate::browsing::Browser;
use crate::world::{Place, World};

/// A bloc with two base committees, the first with two branches.
async fn bloc(world: &World) -> (Place, Place, Place, Place) {
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let vnpt = world
        .unit(Level::BaseCommittee, "Đảng ủy VNPT Lạng Sơn", Some(&bloc))
        .await;
    let tax = world
        .unit(Level::BaseCommittee, "Đảng ủy Cục Thuế", Some(&bloc))
        .await;
    let centre = world
        .unit(Level::Branch, "Chi bộ Trung tâm kinh doanh", Some(&vnpt))
        .await;
    (bloc, vnpt, tax, centre)
}

#[tokio::test]
async fn the_tree_opens_branch_by_branch_and_is_searched_without_tone_marks() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre) = bloc(&world).await;
    let observer = world.person(Role::Observer, &bloc).await;
    let mut browser = Browser::of(&world, &observer).await;
    let shut = browser.opens("/units").await.expect_ok();
    assert_eq!(shut.heading(), "Tổ chức đảng");
    assert!(shut.says(&bloc.name) && !shut.says(&vnpt.name));
    let open = browser
        .follows(&shut, "Mở các tổ chức trực thuộc Đảng ủy Khối")
        .await
        .expect_ok();
    assert!(open.says(&vnpt.name) && open.says(&tax.name) && !open.says(&centre.name));
    let deeper = browser
        .follows(&open, "Mở các tổ chức trực thuộc Đảng ủy VNPT")
        .await
        .expect_ok();
    assert!(deeper.says(&centre.name) && deeper.says(&tax.name));
    let shut = browser
        .follows(&deeper, "Thu gọn Đảng ủy VNPT")
        .await
        .expect_ok();
    assert!(!shut.says(&centre.name) && shut.says(&tax.name));
    // With scripts, one branch of the tree comes alone.
    let part = browser
        .opens(&format!("/units/{}/tree/open", vnpt.id))
        .await
        .expect_ok();
    assert!(part.html.starts_with("<li") && part.html.contains(&centre.name));

    let found = browser
        .opens("/units?q=cuc+thue&level=&as_of=")
        .await
        .expect_ok();
    assert_eq!(found.all("tbody th"), [tax.name.as_str()]);
    let before = browser.opens("/units?as_of=31/12/2019").await.expect_ok();
    assert!(before.says("Đang xem tổ chức như tại ngày 31/12/2019"));
    assert!(!before.says(&bloc.name), "nothing stood there then");
    let unit = browser.follows(&found, &tax.name).await.expect_ok();
    assert_eq!(unit.heading(), format!("Đảng ủy cơ sở {}", tax.name));
    assert!(
        !unit.says("Sáp nhập, chia tách"),
        "an observer keeps no units"
    );
}

#[tokio::test]
async fn a_branch_is_established_renamed_moved_and_merged() {
    let world = World::new().await;
    let (bloc, vnpt, tax, centre) = bloc(&world).await;
    let keeper = world.person(Role::Administrator, &bloc).await;
    let mut browser = Browser::of(&world, &keeper).await;

    let page = browser
        .opens(&format!("/units/{}", vnpt.id))
        .await
        .expect_ok();
    let form = browser
        .follows(&page, "Thêm tổ chức trực thuộc")
        .await
        .expect_ok();
    let levels = form.all("fieldset label");
    assert!(
        levels
            .iter()
            .any(|level| level.starts_with("Chi bộ trực thuộc"))
    );
    assert!(!levels.iter().any(|level| level.starts_with("Chi bộ cơ sở")));
    let empty = browser
        .fills(
            &form,
            &[("name", "Chi bộ Kỹ thuật"), ("valid_from", "31/2/2022")],
            "Thêm tổ chức",
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        empty.html.contains("value=\"Chi bộ Kỹ thuật\""),
        "what was typed is kept"
    );
    assert!(empty.html.contains("value=\"31/2/2022\""));
    let right = [
        ("name", "Chi bộ Kỹ thuật"),
        ("level", "branch"),
        ("code", "CBKT"),
        ("valid_from", "1/3/2022"),
        ("official_members", "12"),
    ];
    let made = browser
        .fills(&empty, &right, "Thêm tổ chức")
        .await
        .expect_ok();
    assert_eq!(made.all(".done"), ["Đã thành lập Chi bộ Kỹ thuật."]);
    assert_eq!(made.heading(), "Chi bộ trực thuộc Chi bộ Kỹ thuật");
    let unit = made.path.clone();

    let form = browser
        .follows(&made, "Đổi tên, loại hình")
        .await
        .expect_ok();
    let change = [
        ("valid_from", "10/3/2022"),
        ("name", "Chi bộ Kỹ thuật – Hạ tầng"),
    ];
    let renamed = browser
        .fills(&form, &change, "Đổi tên, loại hình")
        .await
        .expect_ok();
    assert!(renamed.heading().contains("Chi bộ Kỹ thuật – Hạ tầng"));
    assert_eq!(
        renamed.all("tbody tr").len(),
        2,
        "what it was called before stays"
    );

    let choose = browser
        .follows(&renamed, "Chuyển cấp trên")
        .await
        .expect_ok();
    assert_eq!(choose.heading(), "Chọn tổ chức đảng");
    let form = browser.follows(&choose, &tax.name).await.expect_ok();
    assert!(
        form.heading()
            .contains(&format!("Chuyển về trực thuộc {}", tax.name))
    );
    let button = "Chuyển về trực thuộc";
    let moved = browser
        .fills(&form, &[("valid_from", "15/3/2022")], button)
        .await
        .expect_ok();
    assert!(moved.all(".line").join(" ").contains(&tax.name));
    let then = browser
        .opens(&format!("{unit}?as_of=12/3/2022"))
        .await
        .expect_ok();
    assert!(then.all(".line").join(" ").contains(&vnpt.name));

    let choose = browser
        .follows(&moved, "Sáp nhập, chia tách")
        .await
        .expect_ok();
    assert!(choose.says("Chưa chọn tổ chức nào"));
    let list = browser.follows(&choose, "Chọn tổ chức").await.expect_ok();
    let chosen = browser.follows(&list, &centre.name).await.expect_ok();
    let form = browser.follows(&chosen, "Tiếp tục").await.expect_ok();
    let future = [
        ("kind", "merge"),
        ("on_date", "1/4/2022"),
        ("note", "Quyết định số 15-QĐ/ĐU"),
    ];
    let refused = browser.fills(&form, &future, "Tiếp tục").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("Ngày 1/4/2022 chưa đến"));
    let today = [("on_date", "16/3/2022")];
    let check = browser
        .fills(&refused, &today, "Tiếp tục")
        .await
        .expect_ok();
    let ended = browser.fills(&check, &[], "Sáp nhập").await.expect_ok();
    assert_eq!(ended.path, unit);
    assert!(ended.says("Tổ chức này đã kết thúc hoạt động từ ngày 16/3/2022"));
    assert!(ended.says("Tổ chức kế thừa") && ended.says(&centre.name));
    let heir = browser
        .opens(&format!("/units/{}", centre.id))
        .await
        .expect_ok();
    assert!(heir.says("Kế thừa từ") && heir.says("Chi bộ Kỹ thuật – Hạ tầng"));
}

#[tokio::test]
async fn sectors_are_kept_and_counts_reported() {
    let world = World::new().await;
    let (_, _, _, centre) = bloc(&world).await;
    let administrator = world.administrator().await;
    let mut browser = Browser::of(&world, &administrator).await;
    let units = browser.opens("/units").await.expect_ok();
    let sectors = browser.follows(&units, "Danh mục khối").await.expect_ok();
    let form = browser.follows(&sectors, "Thêm khối").await.expect_ok();
    let said = [("code", "DN"), ("name", "Doanh nghiệp")];
    let added = browser.fills(&form, &said, "Thêm khối").await.expect_ok();
    assert_eq!(added.all("tbody th"), ["Doanh nghiệp"]);
    let twice = browser
        .fills(
            &form,
            &[("code", "DN"), ("name", "Khác"), ("form_once", "2")],
            "Thêm khối",
        )
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    assert!(twice.html.contains("value=\"Khác\""));
    let form = browser.follows(&added, "Doanh nghiệp").await.expect_ok();
    let renamed = browser
        .fills(&form, &[("name", "Khối doanh nghiệp")], "Sửa khối")
        .await
        .expect_ok();
    assert_eq!(renamed.all("tbody th"), ["Khối doanh nghiệp"]);

    let unit = browser
        .opens(&format!("/units/{}", centre.id))
        .await
        .expect_ok();
    let form = browser
        .follows(&unit, "Cập nhật số đảng viên")
        .await
        .expect_ok();
    let told = browser
        .fills(
            &form,
            &[("official_members", "41")],
            "Cập nhật số đảng viên",
        )
        .await
        .expect_ok();
    assert!(told.all("dd").contains(&"41".to_owned()));
}

#[tokio::test]
async fn the_members_of_a_branch_are_listed_written_down_corrected_and_transferred() {
    let world = World::new().await;
    let (bloc, vnpt, _, centre) = bloc(&world).await;
    let third = world.unit(Level::Branch, "Chi bộ III", Some(&vnpt)).await;
    let officer = world.person(Role::CommitteeOfficer, &vnpt).await;
    let mut browser = Browser::of(&world, &officer).await;
    let unit = browser
        .opens(&format!("/units/{}", centre.id))
        .await
        .expect_ok();
    let list = browser
        .follows(&unit, "Danh sách đảng viên")
        .await
        .expect_ok();
    assert!(list.says("Thông tin hạn chế"));
    let form = browser.follows(&list, "Thêm đảng viên").await.expect_ok();
    let young = [
        ("full_name", "Hoàng Thị Dung"),
        ("birth_date", "1/1/2005"),
        ("sex", "female"),
        ("status", "official"),
        ("admitted_on", "1/1/2020"),
    ];
    let refused = browser.fills(&form, &young, "Thêm đảng viên").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("chưa đủ 18 tuổi"));
    assert!(refused.html.contains("value=\"Hoàng Thị Dung\""));
    let right = [("birth_date", "1/1/1990"), ("post", "Kế toán")];
    browser
        .fills(&refused, &right, "Thêm đảng viên")
        .await
        .expect_ok();
    for name in ["Trần Văn Bình", "Lê Văn An"] {
        let form = browser.follows(&list, "Thêm đảng viên").await.expect_ok();
        let one = [
            ("full_name", name),
            ("birth_date", "2/9/1985"),
            ("sex", "male"),
            ("status", "official"),
        ];
        browser
            .fills(&form, &one, "Thêm đảng viên")
            .await
            .expect_ok();
    }
    let list = browser
        .opens(&format!("/units/{}/members", centre.id))
        .await
        .expect_ok();
    let by_given_name = ["Lê Văn An", "Trần Văn Bình", "Hoàng Thị Dung"];
    assert_eq!(list.all("tbody th"), by_given_name);

    let form = browser.follows(&list, "Hoàng Thị Dung").await.expect_ok();
    assert!(form.html.contains("value=\"Kế toán\""));
    let change = [("status", "exempted"), ("post", "")];
    let list = browser
        .fills(&form, &change, "Sửa thông tin")
        .await
        .expect_ok();
    assert_eq!(
        list.all(".done"),
        ["Đã lưu thông tin của đồng chí Hoàng Thị Dung."]
    );
    assert!(
        !list.says("Kế toán"),
        "an emptied field takes away what stood in it"
    );
    let away = browser
        .opens(&format!("/units/{}/members?status=exempted", centre.id))
        .await
        .expect_ok();
    assert_eq!(away.all("tbody th"), ["Hoàng Thị Dung"]);

    let choose = browser
        .follows(&list, "Chuyển sinh hoạt: Lê Văn An")
        .await
        .expect_ok();
    let form = browser.follows(&choose, &third.name).await.expect_ok();
    let day = [("transfer.on", "16/3/2022")];
    let there = browser
        .fills(&form, &day, "Chuyển sinh hoạt")
        .await
        .expect_ok();
    assert_eq!(there.path, format!("/units/{}/members", third.id));
    assert_eq!(there.all("tbody th"), ["Lê Văn An"]);

    let observer = world.person(Role::Observer, &bloc).await;
    let mut looking = Browser::of(&world, &observer).await;
    let barred = looking
        .opens(&format!("/units/{}/members", centre.id))
        .await;
    assert_eq!(barred.status, StatusCode::FORBIDDEN);
}
