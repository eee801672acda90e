//! In which language somebody reads the pages: as they chose, else as their browser asks, else in Vietnamese.

use crate::browsing::Browser;
use crate::story::Story;

#[tokio::test]
async fn a_page_speaks_as_its_reader_chose_and_before_that_as_the_browser_asks() {
    let story = Story::begin().await;
    for (asked, title) in [
        ("", "Đăng nhập"),
        ("en", "Sign in"),
        ("en-US,en;q=0.9", "Sign in"),
        ("fr-FR, fr", "Đăng nhập"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "Đăng nhập"),
        // The computer was set up in English, its owner reads Vietnamese.
        ("en-US,en;q=0.9,vi;q=0.8", "Đăng nhập"),
    ] {
        let mut nobody = Browser::of_anybody(&story.world);
        nobody.reads(asked);
        let page = nobody.opens("/sign-in").await.expect_ok();
        assert_eq!(page.heading(), title, "{asked}");
    }

    // Chosen once, it stays in this browser, and goes along to every other that the person signs in with.
    let mut first = Browser::of(&story.world, &story.office).await;
    let page = first.opens("/").await.expect_ok();
    assert_eq!(page.heading(), "Việc của tôi");
    let page = first.follows(&page, "English").await.expect_ok();
    assert_eq!(page.heading(), "My work");
    let mut second = Browser::of(&story.world, &story.office).await;
    second.reads("vi");
    assert_eq!(second.opens("/").await.heading(), "My work");
    // An address that could be one, so that it is known who asks before it is known that there is nothing.
    let nowhere = second
        .opens("/plans/00000000-0000-7000-8000-000000000000")
        .await;
    assert!(nowhere.html.contains("<html lang=\"en\""), "errors too");
    // Whoever chose nothing is asked nothing.
    let mut other = Browser::of(&story.world, &story.secretary).await;
    other.reads("en");
    assert_eq!(other.opens("/").await.heading(), "My work");
    let back = second.opens("/language?to=vi&back=/").await;
    assert_eq!(back.heading(), "Việc của tôi");
    let page = first.opens("/").await;
    assert_eq!(page.heading(), "Việc của tôi", "what was chosen last");
}
