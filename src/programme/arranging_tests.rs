//! Programmes as plans and branches make them, held against the clauses.

use proptest::prelude::*;
use strum::VariantArray;

use super::*;
use crate::db::id::Id;
use crate::programme::model::Salute;
use crate::regulation::Regulation;

fn setting(contents: &[CongressContent], official_members: Option<i64>) -> Setting {
    Setting {
        contents: contents.to_vec(),
        ceremonies: Ceremonies::default(),
        preparatory: None,
        official_members,
        scheme_without_committee: false,
        committee_from: Regulation::on("2022-05-11".parse().unwrap()).branch_committee_from(),
    }
}

/// A branch congress in mid-term (R §3.1).
fn mid_term() -> Setting {
    use CongressContent::*;
    setting(
        &[ReviewAndDirection, SelfReview, ElectionOfCommittee],
        Some(12),
    )
}

fn kinds(items: &[Wanted]) -> Vec<ItemKind> {
    items.iter().map(|item| item.kind).collect()
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

fn rows(items: &[Wanted]) -> Vec<Item> {
    (1..)
        .zip(items)
        .map(|(n, wanted)| Item {
            id: Id::new(),
            congress_id: Id::nil(),
            n,
            kind: wanted.kind,
            session: Session::Official,
            title: wanted.title.clone(),
            planned_minutes: wanted.planned_minutes,
            required: row(wanted.kind).required,
            begun_at: None,
            ended_at: None,
        })
        .collect()
}

#[test]
fn r_3_9_the_usual_programme_has_the_sixteen_paragraphs_in_order() {
    use CongressContent::*;
    let every = [
        ReviewAndDirection,
        UpperDrafts,
        SelfReview,
        ElectionOfCommittee,
        DelegatesUpward,
    ];
    let items = build(&ProgrammeTemplate::default(), &setting(&every, Some(30)));
    let mut places: Vec<i64> = items.iter().map(|item| row(item.kind).place).collect();
    assert!(places.is_sorted(), "{:?}", kinds(&items));
    places.dedup();
    assert_eq!(places, (1..=16).collect::<Vec<_>>());
}

#[test]
fn r_3_1_a_mid_term_congress_of_half_a_day_fits_into_it() {
    let template = ProgrammeTemplate::default();
    let items = build(&template, &mid_term());
    assert!(!kinds(&items).contains(&ItemKind::UpperDrafts));
    assert!(!kinds(&items).contains(&ItemKind::DelegateBallot));
    let minutes: i64 = items.iter().map(|item| item.planned_minutes).sum();
    assert!(minutes <= template.half_day_minutes, "{minutes}");
}

#[test]
fn r_merge_01_a_plan_whose_congresses_elect_nobody_has_no_election_items() {
    use CongressContent::*;
    let items = build(
        &ProgrammeTemplate::default(),
        &setting(&[ReviewAndDirection, SelfReview], Some(12)),
    );
    let electing = kinds(&items)
        .into_iter()
        .filter(|kind| row(*kind).place == 12 || row(*kind).place == 13)
        .count();
    assert_eq!(electing, 0, "{:?}", kinds(&items));
}

#[test]
fn r_org_04_under_nine_there_is_no_ballot_for_a_committee() {
    use CongressContent::*;
    for (members, ballot) in [(Some(8), false), (Some(9), true), (None, true)] {
        let setting = setting(&[ElectionOfCommittee], members);
        let items = build(&ProgrammeTemplate::default(), &setting);
        let found = kinds(&items);
        assert_eq!(
            found.contains(&ItemKind::CommitteeBallot),
            ballot,
            "{members:?}"
        );
        assert!(found.contains(&ItemKind::SecretaryBallot));
    }
}

#[test]
fn r_prg_02_the_flag_is_saluted_at_both_ends_by_the_plans_choice() {
    let usual = kinds(&build(&ProgrammeTemplate::default(), &mid_term()));
    assert!(usual.contains(&ItemKind::OpeningSalute));
    assert_eq!(usual.last(), Some(&ItemKind::ClosingSalute));
    let mut without = mid_term();
    without.ceremonies.closing = Salute {
        held: false,
        ..Salute::default()
    };
    let items = kinds(&build(&ProgrammeTemplate::default(), &without));
    assert!(items.contains(&ItemKind::OpeningSalute));
    assert_eq!(items.last(), Some(&ItemKind::ClosingSpeech));
}

#[test]
fn a_plans_own_template_is_completed_and_put_in_order() {
    let named = |kind, title: Option<&str>, minutes| TemplateItem {
        kind,
        title: title.map(ToOwned::to_owned),
        minutes,
    };
    let template = ProgrammeTemplate {
        items: vec![
            named(ItemKind::Resolution, None, Some(20)),
            named(ItemKind::Other, Some("Trao huy hiệu Đảng"), None),
            named(
                ItemKind::PoliticalReport,
                Some("Báo cáo tổng hợp"),
                Some(40),
            ),
            named(ItemKind::PoliticalReport, None, None),
            named(ItemKind::DelegateBallot, None, None),
        ],
        ..ProgrammeTemplate::default()
    };
    let setting = mid_term();
    let items = build(&template, &setting);
    let found = kinds(&items);
    for kind in ItemKind::VARIANTS {
        let times = found.iter().filter(|one| *one == kind).count();
        let needed = row(*kind).required && setting.includes(*kind);
        let named = matches!(kind, ItemKind::Other);
        assert_eq!(times, usize::from(needed || named), "{kind}");
    }
    let report = items
        .iter()
        .find(|item| item.kind == ItemKind::PoliticalReport)
        .unwrap();
    assert_eq!(report.title.as_deref(), Some("Báo cáo tổng hợp"));
    assert_eq!(report.planned_minutes, 40);
    assert_eq!(
        codes(&order_kept(&items, &sessions(&items, &[], &setting))),
        [""; 0],
        "{found:?}"
    );
}

#[test]
fn the_branch_arranges_within_the_rules() {
    let setting = mid_term();
    let built = build(&ProgrammeTemplate::default(), &setting);
    let items = rows(&built);
    let arrange = |wanted: &[Wanted]| {
        codes(&against_arranging(
            wanted,
            &items,
            &setting,
            State::Convened,
        ))
    };
    assert_eq!(arrange(&built), [""; 0]);
    let at = |kind: ItemKind| built.iter().position(|item| item.kind == kind).unwrap();

    let mut speech_later = built.clone();
    let speech = speech_later.remove(at(ItemKind::UpperSpeech));
    speech_later.insert(at(ItemKind::PoliticalReport), speech);
    assert_eq!(arrange(&speech_later), [""; 0], "a speech may move");

    let mut counting_first = built.clone();
    counting_first.swap(at(ItemKind::BallotList), at(ItemKind::CountingCommittee));
    assert_eq!(arrange(&counting_first), ["programme_item_before"]);

    let mut without_list = built.clone();
    without_list.remove(at(ItemKind::BallotList));
    assert_eq!(arrange(&without_list), ["programme_item_required"]);

    let mut several = built.clone();
    several.push(wanted(ItemKind::Reply));
    several.push(wanted(ItemKind::Other));
    several.push(wanted(ItemKind::DelegateBallot));
    assert_eq!(
        arrange(&several),
        [
            "programme_item_twice",
            "programme_item_not_in_plan",
            "programme_item_untitled",
            // The closing and the resolution stand before what was put at the end.
            "programme_item_before",
            "programme_item_before",
            "programme_item_before",
            "programme_item_before",
            "programme_item_before",
        ]
    );

    let opened = against_arranging(&built, &items, &setting, State::InSession);
    assert_eq!(codes(&opened), ["programme_congress_opened"]);
}

#[test]
fn r_org_04_a_ballot_for_a_committee_is_not_added_under_nine() {
    use CongressContent::*;
    let setting = setting(&[ElectionOfCommittee], Some(8));
    let mut items = build(&ProgrammeTemplate::default(), &setting);
    let before = items
        .iter()
        .position(|item| item.kind == ItemKind::SecretaryBallot)
        .unwrap();
    items.insert(before, wanted(ItemKind::CommitteeBallot));
    let reasons = against_arranging(&items, &[], &setting, State::Preparing);
    assert_eq!(codes(&reasons), ["programme_no_committee"]);
    assert_eq!(reasons[0].ground, "Điều 24 khoản 4");
}

#[test]
fn a_programme_is_built_once_and_until_the_closing() {
    for (state, built, expected) in [
        (State::Preparing, false, vec![]),
        (State::Convened, false, vec![]),
        (State::InSession, false, vec![]),
        (State::Convened, true, vec!["programme_built"]),
        (State::Closed, false, vec!["programme_congress_opened"]),
        (
            State::Cancelled,
            true,
            vec!["programme_congress_opened", "programme_built"],
        ),
    ] {
        assert_eq!(codes(&against_building(state, built)), expected, "{state}");
    }
}

proptest! {
    /// Whatever a plan's template says, what is built of it may be held.
    #[test]
    fn what_is_built_keeps_the_rules_it_is_arranged_by(
        named in prop::collection::vec(0..ItemKind::VARIANTS.len(), 0..40),
        contents in prop::collection::vec(0_usize..5, 0..5),
        members in prop::option::of(3_i64..40),
        held in any::<(bool, bool)>(),
    ) {
        use CongressContent::*;
        let all = [ReviewAndDirection, UpperDrafts, SelfReview, ElectionOfCommittee, DelegatesUpward];
        let contents: Vec<CongressContent> = contents.iter().map(|at| all[*at]).collect();
        let mut setting = setting(&contents, members);
        setting.ceremonies.opening.held = held.0;
        setting.ceremonies.closing.held = held.1;
        let template = ProgrammeTemplate {
            items: named
                .iter()
                .map(|at| TemplateItem {
                    kind: ItemKind::VARIANTS[*at],
                    title: Some("Nội dung".to_owned()),
                    minutes: None,
                })
                .collect(),
            ..ProgrammeTemplate::default()
        };
        let items = build(&template, &setting);
        let reasons = against_arranging(&items, &[], &setting, State::Preparing);
        prop_assert_eq!(codes(&reasons), Vec::<&str>::new());
        for kind in ItemKind::VARIANTS {
            let needed = row(*kind).required && setting.includes(*kind);
            prop_assert!(!needed || kinds(&items).contains(kind), "{} is needed", kind);
        }
    }
}

/// The setting of a plan whose congresses hold a preparatory session.
fn with_preparatory(items: &[ItemKind]) -> Setting {
    Setting {
        preparatory: Some(items.to_vec()),
        ..mid_term()
    }
}

#[test]
fn r_prep_01_who_conducts_is_elected_beforehand_and_the_official_session_follows() {
    use ItemKind::*;
    let setting = with_preparatory(&[PresidiumElection, ProgrammeAdoption]);
    let items = build(&ProgrammeTemplate::default(), &setting);
    let sessions = sessions(&items, &[], &setting);
    let beforehand: Vec<ItemKind> = items
        .iter()
        .zip(&sessions)
        .filter(|(_, session)| **session == Session::Preparatory)
        .map(|(item, _)| item.kind)
        .collect();
    assert_eq!(
        beforehand,
        [Gathering, PresidiumElection, ProgrammeAdoption]
    );
    assert_eq!(kinds(&items)[3], OpeningSalute);
    assert_eq!(
        kinds(&items).len(),
        kinds(&build(&ProgrammeTemplate::default(), &mid_term())).len()
    );
    assert_eq!(
        codes(&against_arranging(&items, &[], &setting, State::Approved)),
        [""; 0]
    );
    // Nothing of the official session stands before it.
    let mut mixed = items.clone();
    mixed.swap(2, 3);
    let refused = codes(&against_arranging(&mixed, &[], &setting, State::Approved));
    assert_eq!(refused, ["programme_item_before"]);
}

#[test]
fn r_prep_01_what_the_table_keeps_for_the_official_session_is_never_held_beforehand() {
    let everything = with_preparatory(ItemKind::VARIANTS);
    for kind in ItemKind::VARIANTS {
        let sits = row(*kind).sits;
        let official = everything.session(*kind) == Session::Official;
        assert_eq!(official, sits == Sits::Official, "{kind}");
    }
    for item in crate::programme::model::PreparatoryItem::VARIANTS {
        assert_eq!(row(item.kind()).sits, Sits::Either, "{item}");
    }
}

#[test]
fn an_item_of_the_branchs_own_goes_by_its_place() {
    use ItemKind::*;
    let setting = with_preparatory(&[PresidiumElection, ProgrammeAdoption]);
    let mut items = build(&ProgrammeTemplate::default(), &setting);
    let own = |title: &str| Wanted {
        title: Some(title.to_owned()),
        ..wanted(Other)
    };
    items.insert(2, own("Thông báo nội quy"));
    items.insert(6, own("Trao huy hiệu Đảng"));
    let sessions = sessions(&items, &[], &setting);
    assert_eq!(sessions[2], Session::Preparatory);
    assert_eq!(sessions[6], Session::Official);
}

#[test]
fn r_org_07_where_the_scheme_proposes_no_committee_the_programme_has_no_ballot_for_one() {
    let contents = [CongressContent::ElectionOfCommittee];
    let usual = setting(&contents, Some(10));
    let heads_alone = Setting {
        scheme_without_committee: true,
        ..setting(&contents, Some(10))
    };
    let has_ballot = |setting: &Setting| {
        let items = build(&ProgrammeTemplate::default(), setting);
        items
            .iter()
            .any(|item| item.kind == ItemKind::CommitteeBallot)
    };
    assert!(has_ballot(&usual));
    assert!(!has_ballot(&heads_alone));
    let reasons = belonging(&[wanted(ItemKind::CommitteeBallot)], &heads_alone);
    let codes: Vec<_> = reasons.iter().map(|reason| reason.code).collect();
    assert_eq!(codes, ["programme_scheme_without_committee"]);
}
