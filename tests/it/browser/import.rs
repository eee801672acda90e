//! An officer brings the members of a branch in from a sheet that is wrong at first.

use std::path::PathBuf;

use daihoi::auth::permission::Role;
use daihoi::unit::model::Level;

use super::{Screen, Scripts};
use crate::person::Person;
use crate::world::{Place, World};

/// Three lines under the headers of the template: the second too young when admitted, the third of no sex and no day.
const WRONG: &str = "Nguyễn Văn An,19/5/1980,Nam,Đảng viên chính thức,3/2/2005,3/2/2006\n\
    Trần Thị Bình,2/9/2004,Nữ,đảng viên chính thức,3/2/2022,\n\
    Lê Văn Cường,31/2/1990,ông,Đảng viên dự bị,,\n";

/// Notes that a bar was there, beyond the page on which it was.
const SEEN_BAR: &str = "new MutationObserver(() => { \
    const bar = document.querySelector('progress'); \
    if (bar) sessionStorage.setItem('bar', bar.getAttribute('aria-label') + ' ' + bar.max); \
    }).observe(document.body, { childList: true, subtree: true }); return 0";

async fn branch() -> (World, Place, Person) {
    let world = World::new().await;
    let bloc = world
        .unit(Level::BlocCommittee, "Đảng ủy Khối các cơ quan tỉnh", None)
        .await;
    let branch = world
        .unit(Level::BaseBranch, "Chi bộ Văn phòng Sở", Some(&bloc))
        .await;
    let officer = world.person(Role::OrganisationOfficer, &bloc).await;
    (world, branch, officer)
}

/// Writes a sheet with the headers of the template that was downloaded, as somebody does who fills it in.
fn filled_in(folder: &tempfile::TempDir, name: &str, template: &[u8], lines: &str) -> PathBuf {
    let template = std::str::from_utf8(template).expect("UTF-8");
    let headers = template.lines().next().expect("headers");
    let columns: Vec<&str> = headers
        .trim_start_matches('\u{feff}')
        .split(',')
        .skip(1)
        .take(6)
        .collect();
    let sheet = folder.path().join(name);
    std::fs::write(&sheet, format!("{}\n{lines}", columns.join(","))).expect("written");
    sheet
}

fn mended() -> String {
    WRONG
        .replace("2/9/2004", "2/9/2000")
        .replace("31/2/1990,ông", "28/2/1990,Nam")
}

/// So many more members, so that the sheet takes a while.
fn many(count: usize) -> String {
    let line = |n: usize| {
        let (day, month) = (1 + n % 28, 1 + n % 12);
        format!("Hoàng Văn Số {n},{day}/{month}/1975,Nam,Đảng viên chính thức,,\n")
    };
    (0..count).map(line).collect()
}

/// From the list of the branch to the form, and the template in both formats.
async fn takes_the_template(screen: &Screen, branch: &Place) -> Vec<u8> {
    screen.opens(&format!("/units/{}/members", branch.id)).await;
    screen.follows("Nhập đảng viên từ bảng tính").await;
    let book = screen.downloads("Mẫu Excel", "xlsx").await;
    assert!(book.starts_with(b"PK"), "a workbook");
    screen.downloads("Mẫu CSV", "csv").await
}

async fn an_officer_imports_members(scripts: Scripts) {
    let (world, branch, officer) = branch().await;
    let folder = tempfile::tempdir().expect("a directory");
    let screen = Screen::of(&world, &officer, scripts).await;
    let template = takes_the_template(&screen, &branch).await;

    let sheet = filled_in(&folder, "sai.csv", &template, WRONG);
    screen.sends(&[("file", &sheet.to_string_lossy())]).await;
    screen.sees("Có 2 dòng sai").await;
    // The cells that are wrong, each with why, and nothing else.
    let wrong = screen.all("td.off").await;
    assert_eq!(wrong.len(), 3, "{wrong:?}");
    for (cell, text, why) in [
        (&wrong[0], "3/2/2022", "chưa đủ 18 tuổi"),
        (&wrong[1], "31/2/1990", "không có ngày này"),
        (&wrong[2], "ông", "Nam; Nữ"),
    ] {
        assert!(cell.contains(text) && cell.contains(why), "{wrong:?}");
    }
    assert!(
        screen
            .all("main a.button")
            .await
            .iter()
            .all(|one| one != "Ghi vào hệ thống")
    );

    screen.follows("Chạy thử tệp khác").await;
    let count = if scripts == Scripts::On { 8_000 } else { 20 };
    let lines = mended() + &many(count);
    let sheet = filled_in(&folder, "da-sua.csv", &template, &lines);
    if scripts == Scripts::On {
        screen.asks(SEEN_BAR).await;
    }
    screen.sends(&[("file", &sheet.to_string_lossy())]).await;
    screen.sees("Mọi dòng đều hợp lệ").await;
    if scripts == Scripts::On {
        let bar = screen.asks("return sessionStorage.getItem('bar')").await;
        assert_eq!(
            bar,
            format!("Tiến độ xử lý {}", count + 3),
            "the bar of the trial"
        );
    }
    screen.does("Ghi vào hệ thống", &[]).await;
    screen.sees("dòng mới và thay đổi vào hệ thống").await;
    assert!(screen.all("main table").await.is_empty(), "no line is kept");

    screen.follows("Xem danh sách đảng viên").await;
    assert_eq!(screen.path().await, format!("/units/{}/members", branch.id));
    screen
        .opens(&format!("/units/{}/members?q=tran+thi+binh", branch.id))
        .await;
    assert_eq!(screen.all("tbody th").await, ["Trần Thị Bình"]);
    screen.ends().await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn an_officer_imports_members_from_a_sheet_with_errors() {
    an_officer_imports_members(Scripts::On).await;
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn an_officer_imports_members_from_a_sheet_with_errors_without_scripts() {
    an_officer_imports_members(Scripts::Off).await;
}

/// Sends a sheet and gives the page of its trial.
async fn tried(screen: &Screen, start: &str, sheet: &std::path::Path) -> String {
    screen.opens(start).await;
    screen.sends(&[("file", &sheet.to_string_lossy())]).await;
    screen.path().await
}

#[tokio::test]
#[ignore = "opens Chromium: scripts/test browser"]
async fn nobody_is_barred_from_an_import() {
    let (world, branch, officer) = branch().await;
    let folder = tempfile::tempdir().expect("a directory");
    let screen = Screen::of(&world, &officer, Scripts::On).await;
    let template = takes_the_template(&screen, &branch).await;
    let start = format!("/imports/new?kind=members&unit_id={}", branch.id);
    let wrong = filled_in(&folder, "sai.csv", &template, WRONG);
    let sound = filled_in(&folder, "da-sua.csv", &template, &mended());
    let none = folder.path().join("khong-phai-bang.csv");
    std::fs::write(&none, "không có cột nào").expect("written");
    let with_errors = tried(&screen, &start, &wrong).await;
    let clean = tried(&screen, &start, &sound).await;
    let done = tried(&screen, &start, &sound).await;
    screen.opens(&done).await;
    screen.does("Ghi vào hệ thống", &[]).await;

    let telephone = Screen::sized(&world, Scripts::On, 360).await;
    telephone.comes_in(&world, &officer).await;
    let mut found = Vec::new();
    for screen in [&screen, &telephone] {
        for language in ["vi", "en"] {
            screen.speaks(language).await;
            for page in [
                start.clone(),
                with_errors.clone(),
                format!("{with_errors}?fate=wrong"),
                format!("{with_errors}/discard"),
                clean.clone(),
                format!("{clean}/commit"),
                done.clone(),
            ] {
                screen.opens(&page).await;
                found.extend(looked_at(screen, &page, language).await);
            }
            // The start again, with a file that is no sheet.
            tried(screen, &start, &none).await;
            assert!(!screen.all(".trouble").await.is_empty(), "refused");
            found.extend(looked_at(screen, "refused", language).await);
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    screen.ends().await;
    telephone.ends().await;
}

async fn looked_at(screen: &Screen, page: &str, language: &str) -> Vec<String> {
    let barriers = screen.barriers().await.into_iter();
    let wide = screen.too_wide().await.into_iter();
    barriers
        .chain(wide.map(|one| format!("too wide: {one}")))
        .map(|fault| format!("{page} ({language}): {fault}"))
        .collect()
}
