//! Nominees against the clauses that judge them.

use super::*;
use crate::db::id::Id;
use crate::db::search::given_name_key;

fn nominee(name: &str, born: &str, sex: Sex, candidacy: Candidacy, post: Post) -> Nominee {
    Nominee {
        id: Id::new(),
        process_id: Id::nil(),
        member_id: None,
        full_name: name.to_owned(),
        name_key: given_name_key(name),
        birth_date: born.parse().unwrap(),
        sex,
        candidacy,
        post,
        salaried: true,
        withdrawn_reason: None,
        elected: None,
        created_at: "2022-03-16T01:00:00Z".parse().unwrap(),
        version: 1,
    }
}

fn man(name: &str, born: &str, candidacy: Candidacy) -> Nominee {
    nominee(
        name,
        born,
        Sex::Male,
        candidacy,
        Post::BranchCommitteeMember,
    )
}

fn may_2022() -> Regulation {
    Regulation::on("2022-05-11".parse().unwrap())
}

fn codes(reasons: &[Reason]) -> Vec<&'static str> {
    reasons.iter().map(|reason| reason.code).collect()
}

fn open_list(nominees: &[Nominee]) -> ListFacts<'_> {
    static REGULATION: std::sync::LazyLock<Regulation> =
        std::sync::LazyLock::new(|| Regulation::on("2022-05-11".parse().expect("a date")));
    ListFacts {
        in_steps: true,
        congress_ahead: true,
        nominees,
        regulation: &REGULATION,
        elects_delegates: false,
    }
}

#[test]
fn r_el_02_only_an_official_member_may_stand() {
    let one = man("Nguyễn Văn An", "1980-01-01", Candidacy::FirstTime);
    for (standing, refused) in [
        (None, false),
        (Some(MemberStatus::Official), false),
        (Some(MemberStatus::Exempted), false),
        (Some(MemberStatus::TemporarilyAway), false),
        (Some(MemberStatus::Probationary), true),
        (Some(MemberStatus::Suspended), true),
        (Some(MemberStatus::Prosecuted), true),
        (Some(MemberStatus::Left), true),
    ] {
        let reasons = against_nomination(&one, standing, &open_list(&[]));
        assert_eq!(!reasons.is_empty(), refused, "{standing:?}");
    }
}

#[test]
fn a_person_stands_once_for_a_post_and_may_stand_for_another() {
    let first = man("Trần Thị Hoà", "1980-01-01", Candidacy::FirstTime);
    let same = man("trần thị  hòa", "1980-01-01", Candidacy::ReElection);
    let head = Nominee {
        post: Post::Secretary,
        ..same.clone()
    };
    let list = [first.clone()];
    assert_eq!(
        codes(&against_nomination(&same, None, &open_list(&list))),
        ["nominee_twice"]
    );
    assert!(against_nomination(&head, None, &open_list(&list)).is_empty());
    let withdrawn = [Nominee {
        withdrawn_reason: Some("chuyển công tác".to_owned()),
        ..first
    }];
    assert!(against_nomination(&same, None, &open_list(&withdrawn)).is_empty());
}

#[test]
fn the_list_changes_only_while_the_steps_are_done_and_the_congress_is_ahead() {
    let one = man("Nguyễn Văn An", "1980-01-01", Candidacy::FirstTime);
    let over = ListFacts {
        in_steps: false,
        congress_ahead: false,
        ..open_list(&[])
    };
    assert_eq!(
        codes(&against_nomination(
            &one,
            Some(MemberStatus::Probationary),
            &over
        )),
        [
            "personnel_not_in_steps",
            "personnel_congress_not_ahead",
            "nominee_not_official"
        ]
    );
}

#[test]
fn whoever_was_voted_on_keeps_post_and_list() {
    let now = man("Nguyễn Văn An", "1980-01-01", Candidacy::FirstTime);
    let spelled = Nominee {
        full_name: "Nguyễn Văn Ân".to_owned(),
        ..now.clone()
    };
    let moved = Nominee {
        post: Post::Secretary,
        ..now.clone()
    };
    let list = [now.clone()];
    let facts = open_list(&list);
    assert!(against_correction(&now, &spelled, true, None, &facts).is_empty());
    assert!(against_correction(&now, &moved, false, None, &facts).is_empty());
    assert_eq!(
        codes(&against_correction(&now, &moved, true, None, &facts)),
        ["nominee_voted_on"]
    );
}

#[test]
fn r_age_01_first_time_needs_a_whole_term_and_re_election_half_of_one_in_2022() {
    // In May 2022: a man born in June 1966 retires in June 2028.
    let regulation = may_2022();
    let asked = |born, candidacy| service_left(&man("An", born, candidacy), &regulation);
    let first = asked("1966-06-15", Candidacy::FirstTime);
    assert_eq!((first.months_left, first.months_needed), (73, 60));
    assert_eq!(first.age, 55);
    let again = asked("1963-03-15", Candidacy::ReElection);
    assert_eq!((again.months_left, again.months_needed), (19, 30));
    assert!(!again.is_enough() && first.is_enough());
}

#[test]
fn r_age_01_the_plan_says_whether_it_refuses_and_unsalaried_work_only_warns() {
    let short = man("Nguyễn Văn An", "1962-01-01", Candidacy::FirstTime);
    let unsalaried = Nominee {
        salaried: false,
        ..man("Lê Văn Bình", "1955-01-01", Candidacy::FirstTime)
    };
    let list = [short, unsalaried];
    for (test, refusing, warning) in [
        (AgeTest::None, 0, 0),
        (AgeTest::Warn, 0, 2),
        (AgeTest::Refuse, 1, 1),
    ] {
        let findings = test_of_age(&list, test, &may_2022());
        assert_eq!(
            (findings.refusing.len(), findings.warning.len()),
            (refusing, warning),
            "{test:?}"
        );
        assert!(findings.warning.iter().all(|one| one.regulation.is_some()));
    }
}

#[test]
fn a_person_on_two_lists_is_pointed_out_once() {
    let member = man("Nguyễn Văn An", "1962-01-01", Candidacy::ReElection);
    let secretary = Nominee {
        post: Post::Secretary,
        ..member.clone()
    };
    let findings = test_of_age(&[member, secretary], AgeTest::Warn, &may_2022());
    assert_eq!(findings.warning.len(), 1);
}

#[test]
fn section_3_5_women_and_young_are_targets_counted_on_the_committees_list() {
    let list = [
        man("Nguyễn Văn An", "1980-01-01", Candidacy::ReElection),
        man("Lê Văn Bình", "1975-01-01", Candidacy::ReElection),
        nominee(
            "Trần Thị Chi",
            "1990-01-01",
            Sex::Female,
            Candidacy::FirstTime,
            Post::BranchCommitteeMember,
        ),
        man("Phạm Văn Dũng", "1979-01-01", Candidacy::FirstTime),
        // Not counted twice, nor outside the committee's list.
        nominee(
            "Trần Thị Chi",
            "1990-01-01",
            Sex::Female,
            Candidacy::FirstTime,
            Post::Secretary,
        ),
    ];
    let targets = structure(&list, PlanTargets::default(), &may_2022());
    let seen: Vec<_> = targets
        .iter()
        .map(|target| {
            (
                target.kind,
                target.percent,
                target.have,
                target.of,
                target.met,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (StructureKind::Women, 15, 1, 4, true),
            (StructureKind::Young, 10, 1, 4, true)
        ]
    );
    let of_plan = PlanTargets {
        women: Some(40),
        young: None,
    };
    let warnings = structure_warnings(&structure(&list, of_plan, &may_2022()));
    assert_eq!(codes(&warnings), ["personnel_women_below_target"]);
    assert_eq!(
        (warnings[0].ground, &warnings[0].regulation),
        (PROCESS, &None)
    );
    assert!(structure(&[], of_plan, &may_2022()).is_empty());
}

#[test]
fn r_el_02_nobody_stands_who_could_not_be_an_official_member_on_the_day() {
    for (born, refused) in [
        ("2003-05-11", false),
        ("2003-05-12", true),
        ("2015-01-01", true),
    ] {
        let one = man("Nguyễn Văn An", born, Candidacy::FirstTime);
        let reasons = against_nomination(&one, None, &open_list(&[]));
        assert_eq!(codes(&reasons) == ["nominee_too_young"], refused, "{born}");
    }
}
