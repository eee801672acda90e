//! The papers: composed from invented contents, rendered both ways and read back; then asked of the server.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use daihoi::paper::layout::Paper;
use daihoi::paper::{compose, docx, html};

#[path = "papers/demo.rs"]
mod demo;
#[path = "papers/elections.rs"]
mod elections;
#[path = "papers/samples.rs"]
mod samples;
#[path = "papers/served.rs"]
mod served;

/// The parts of a DOCX file, by name.
fn parts(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let name = file.name().expect("a name").into_owned();
        parts.insert(name, text);
    }
    parts
}

fn rendered(paper: &Paper) -> BTreeMap<String, String> {
    parts(docx::render(paper).expect("rendered"))
}

/// The text between the tags, without regard to where it breaks.
fn words(markup: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in markup.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => out.push(other),
            _ => (),
        }
    }
    let out = out
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn r_4_4_every_paper_has_the_party_layout() {
    for (name, paper) in samples::all() {
        let parts = rendered(&paper);
        let document = &parts["word/document.xml"];
        for fact in [
            // A4, and 20, 20, 30, 15 mm, in twentieths of a point.
            "w:w=\"11906\" w:h=\"16838\"",
            "w:top=\"1134\"",
            "w:bottom=\"1134\"",
            "w:left=\"1701\"",
            "w:right=\"850\"",
        ] {
            assert!(document.contains(fact), "{name} has {fact}");
        }
        let styles = &parts["word/styles.xml"];
        assert!(styles.contains("w:ascii=\"Times New Roman\""), "{name}");
        assert!(styles.contains("<w:sz w:val=\"28\" />"), "{name}");
        assert!(document.contains("ĐẢNG CỘNG SẢN VIỆT NAM"), "{name}");
        let underlined = document
            .split("<w:r>")
            .find(|run| run.contains("ĐẢNG CỘNG SẢN VIỆT NAM"))
            .expect("the title of the Party");
        assert!(underlined.contains("<w:u w:val=\"single\" />"), "{name}");
        assert!(document.contains(">*<"), "{name}: the asterisk");
    }
}

/// What stands in a document between two tags, outermost first.
fn between<'a>(document: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let parts = document.split(open).skip(1);
    parts.filter_map(|part| part.split(close).next()).collect()
}

#[test]
fn every_table_comes_out_with_its_rows_and_its_cells() {
    use daihoi::paper::layout::Block;
    for (name, paper) in samples::all() {
        let document = &rendered(&paper)["word/document.xml"];
        for block in &paper.blocks {
            let Block::Table(table) = block else { continue };
            let title: String = table.columns.iter().map(|one| one.title.as_str()).collect();
            let found = between(document, "<w:tbl>", "</w:tbl>")
                .into_iter()
                .find(|one| {
                    let rows = between(one, "<w:tr>", "</w:tr>");
                    rows.len() == table.rows.len() + 1
                        && rows.first().is_some_and(|row| words(row) == title)
                });
            let found = found.unwrap_or_else(|| panic!("{name}: the table of {title}"));
            for (row, cells) in between(found, "<w:tr>", "</w:tr>")
                .iter()
                .skip(1)
                .zip(&table.rows)
            {
                let said: Vec<String> = between(row, "<w:tc>", "</w:tc>")
                    .into_iter()
                    .map(words)
                    .collect();
                assert_eq!(&said, cells, "{name}");
            }
        }
    }
}

#[test]
fn no_signature_stands_on_a_page_alone() {
    use daihoi::paper::layout::Block;
    for (name, paper) in samples::all() {
        if !matches!(paper.blocks.last(), Some(Block::Closing(_))) {
            continue;
        }
        let document = &rendered(&paper)["word/document.xml"];
        let (before, _) = document.rsplit_once("<w:tbl>").expect("signatures");
        let paragraphs = between(before, "<w:p ", "</w:p>");
        for paragraph in paragraphs.iter().rev().take(2) {
            assert!(paragraph.contains("<w:keepNext"), "{name}: {paragraph}");
        }
    }
}

#[test]
fn both_renderings_say_the_same() {
    for (name, paper) in samples::all() {
        let parts = rendered(&paper);
        let everything: String = parts
            .iter()
            .filter(|(part, _)| part.starts_with("word/") && part.ends_with(".xml"))
            .map(|(_, text)| format!(" {} ", words(text)))
            .collect();
        let page = words(&html::render(&paper));
        for text in paper.texts() {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(everything.contains(&text), "{name}.docx says {text:?}");
            assert!(page.contains(&text), "{name}.html says {text:?}");
        }
    }
}

#[test]
fn a_page_carries_no_script_and_nothing_from_outside() {
    let mut occasion = samples::occasion();
    occasion.branch = "Chi bộ <script>alert(1)</script> & \"Một\"\u{7}".to_owned();
    let mut ballot = samples::ballot(3);
    ballot.occasion = occasion;
    ballot.candidates = vec!["</td><img src=x onerror=y>".to_owned()];
    let paper = compose::ballot(&ballot);
    let page = html::render(&paper);
    for forbidden in [
        "<script",
        "<img",
        "onerror=y>",
        "http:",
        "https:",
        "<link",
        "\u{7}",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert!(page.contains("&lt;img src=x"));
    let document = &rendered(&paper)["word/document.xml"];
    assert!(document.contains("&lt;img") && !document.contains("<img"));
    assert!(quick_xml_reads(document), "well-formed");
}

fn quick_xml_reads(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return true,
            Ok(_) => (),
            Err(_) => return false,
        }
    }
}

#[test]
fn every_part_of_every_paper_is_well_formed() {
    for (name, paper) in samples::all() {
        for (part, text) in rendered(&paper) {
            assert!(quick_xml_reads(&text), "{name}: {part}");
        }
    }
}

#[test]
fn r_2_7_counting_minutes_print_the_base_line_by_line_and_votes_from_high_to_low() {
    let paper = compose::counting_minutes(&samples::counting());
    let said = paper.texts().join("\n");
    for fact in [
        "Số 05-BB/ĐH",
        "Lạng Sơn, ngày 11 tháng 5 năm 2022",
        "BAN KIỂM PHIẾU",
        "Đảng viên chính thức được triệu tập\n31",
        "Trừ: được miễn công tác và sinh hoạt đảng, không dự đại hội\n− 01\n244-QĐ/TW (9/6/2014), Điều 32",
        "Còn lại, là cơ sở tính kết quả\n29",
        "Quá một nửa: từ\n15",
        "Số phiếu phát ra: 28 phiếu.",
        "Số phiếu không hợp lệ: 01 phiếu, gồm:",
        "+ Phiếu để nhiều tên hơn số lượng bầu: 01 phiếu.",
        "1\nNguyễn Thị Ánh Tuyết\n27\n93,10%",
        "2\nLương Đình Kỳ\n25\n86,21%",
        "4\nCông Tằng Tôn Nữ Thị Hoàng Phượng Ngọc Quỳnh\n07\n24,14%",
        "T/M BAN KIỂM PHIẾU\nTRƯỞNG BAN\nĐặng Quốc Khánh",
        "T/M ĐOÀN CHỦ TỊCH\nNguyễn Thị Ánh Tuyết",
    ] {
        assert!(said.contains(fact), "{fact:?} in:\n{said}");
    }
    let foot = paper.foot.as_deref().expect("a foot");
    assert!(foot.ends_with("9f86-d081-884c-7d65"), "{foot}");
    let footer = &rendered(&paper)["word/footer1.xml"];
    assert!(footer.contains("9f86-d081-884c-7d65"), "{footer}");
}

#[test]
fn where_there_was_no_surplus_every_candidate_has_three_totals() {
    let paper = compose::counting_minutes(&samples::counting_of_secretary());
    let said = paper.texts().join("\n");
    for fact in [
        "Số ........-BB/ĐH",
        "Đồng ý\nKhông đồng ý\nKhông tính\nTỷ lệ\n1\nNguyễn Thị Ánh Tuyết\n14\n13\n00\n48,28%",
        "Không có đồng chí nào có số phiếu quá một nửa",
        "Còn thiếu 01 đồng chí",
        "Tỷ lệ là số phiếu bầu chia cho cơ sở tính kết quả bầu cử (29 đảng viên chính thức, mục I)",
    ] {
        assert!(said.contains(fact), "{fact:?} in:\n{said}");
    }
}

#[test]
fn r_2_5_a_ballot_has_its_stamp_and_its_form() {
    let strike_out = compose::ballot(&samples::ballot(3)).texts().join("\n");
    assert!(strike_out.contains("Đóng dấu của Đảng ủy VNPT Lạng Sơn"));
    assert!(strike_out.contains("gạch ngang họ và tên"));
    assert!(!strike_out.contains("Không đồng ý"));
    let four_columns = compose::ballot(&samples::ballot(4)).texts().join("\n");
    assert!(four_columns.contains("TT\nHọ và tên\nĐồng ý\nKhông đồng ý\n1\nLương Đình Kỳ"));
    assert!(four_columns.contains("dấu X"));
    for paper in [strike_out, four_columns] {
        assert!(!paper.contains("Số phiếu"), "blank");
    }
}

#[test]
fn an_official_letter_has_its_abstract_under_its_number_and_ends_with_luu() {
    let paper = compose::official_letter(&samples::letter());
    let document = &rendered(&paper)["word/document.xml"];
    let about = document
        .split("<w:r>")
        .find(|run| run.contains("V/v gửi văn bản"))
        .expect("the abstract");
    assert!(about.contains("<w:sz w:val=\"24\" />"), "12 pt: {about}");
    assert!(about.contains("<w:i />"), "in italics");
    let number = document.find("112-CV/BTCĐUK").expect("the number");
    assert!(number < document.find("V/v gửi").expect("the abstract"));
    let said = words(&html::render(&paper));
    assert!(said.contains("- Như trên, - Lưu Ban Tổ chức."), "{said}");
    assert!(
        !said.contains("-----"),
        "a letter has no title and no hyphens"
    );
}

#[test]
fn every_sample_is_written_where_it_can_be_looked_at() {
    let folder = std::path::Path::new("target/papers");
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, paper) in samples::all() {
        let bytes = docx::render(&paper).expect("rendered");
        std::fs::write(folder.join(format!("{name}.docx")), bytes).expect("written");
        std::fs::write(folder.join(format!("{name}.html")), html::render(&paper)).expect("written");
    }
}
