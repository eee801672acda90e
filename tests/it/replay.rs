//! Congresses of 2015–2025 as public sources tell of them, replayed through the API by a clerk who knows no rules.
//!
//! A source rarely tells everything. `told` says what it tells, in our own words; `invented` says what was made up
//! so that there is a whole congress to replay. No name is anybody's: those on the lists are the tests' own.

use std::collections::BTreeMap;

use daihoi::member::model::MemberStatus::{self, Exempted, Official, Probationary};
use serde_json::{Value, json};

use crate::clerk::{Clerk, Round, Wishes};

/// One congress, and what it must come to.
struct Case {
    /// What public sources tell, and where.
    told: &'static str,
    /// What is invented to complete it.
    invented: &'static str,
    /// Its day.
    day: &'static str,
    /// Official members besides those on the list: called, come.
    official: (usize, usize),
    /// Others: status, called, come.
    others: &'static [(MemberStatus, usize, usize)],
    /// Official members excused, accepted.
    excused: usize,
    /// How many are on the committee's list; the first is to be secretary, the second deputy.
    listed: usize,
    /// Seats of committee, secretary, deputy.
    seats: [i64; 3],
    /// Ballots of each post.
    votes: &'static [(&'static str, &'static [&'static [i64]])],
    /// The expected verdicts.
    expected: Expected,
}

/// What it must come to.
struct Expected {
    /// The base of ordinary votes.
    ordinary: i64,
    /// The base of elections, and how many votes elect.
    election: (i64, i64),
    /// The regulation on elections in force, and the clause that lays down who counts.
    ground: (&'static str, &'static str),
    /// For each election: post, state, elected, ballots held.
    outcome: &'static [(&'static str, &'static str, usize, i64)],
}

const NAMES: [&str; 8] = [
    "Nguyễn Văn An",
    "Trần Thị Bình",
    "Lê Văn Cường",
    "Hoàng Thị Dung",
    "Phạm Văn Đức",
    "Vũ Thị Giang",
    "Đỗ Văn Hải",
    "Bùi Thị Hoa",
];

/// The regulation of 2014, and the clause on who counts in an election.
const UNDER_244: (&str, &str) = ("244-QĐ/TW (9/6/2014)", "Điều 32 khoản 2");
/// The regulation of 2024, and its clause.
const UNDER_190: (&str, &str) = ("190-QĐ/TW (10/10/2024)", "Điều 30");

const ALL_THREE: &[(&str, &str, usize, i64)] = &[
    ("branch_committee_member", "decided", 3, 1),
    ("secretary", "decided", 1, 1),
    ("deputy_secretary", "decided", 1, 1),
];

impl Case {
    fn wishes(&self) -> Wishes {
        let mut members = vec![(Official, self.official.0, self.official.1)];
        members.extend(self.others);
        let votes: BTreeMap<&'static str, Vec<Vec<i64>>> = self
            .votes
            .iter()
            .map(|(post, ballots)| (*post, ballots.iter().map(|one| one.to_vec()).collect()))
            .collect();
        Wishes {
            members,
            excused: self.excused,
            seats: self.seats,
            names: NAMES[..self.listed].to_vec(),
            votes,
            ..Wishes::on(self.day)
        }
    }

    async fn is_replayed(&self) {
        assert!(!self.told.is_empty() && !self.invented.is_empty());
        let (round, clerks) = Round::of(vec![self.wishes()]).await;
        let clerk = &clerks[0];
        clerk.goes_on_until(&round.world, "never").await;
        let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
        assert_eq!(congress["state"], "confirmed", "{}", self.told);
        let vacant = self
            .expected
            .outcome
            .iter()
            .any(|(post, state, ..)| *post == "secretary" && *state == "left_vacant");
        let taken = clerk.taken.lock().expect("a list").clone();
        let appointed = taken.contains(&"congress.appoint_secretary".to_owned());
        assert_eq!(appointed, vacant, "R-POST-05");
        self.is_judged(clerk).await;
    }

    async fn is_judged(&self, clerk: &Clerk) {
        let mut found = Vec::new();
        for election in clerk.elections().await {
            let seats_vote = &election["seats_vote"]["base"];
            assert_eq!(seats_vote["base"], self.expected.ordinary, "{seats_vote:#}");
            let rounds = clerk.rounds(&election).await;
            let base = &rounds.first().expect("a ballot")["base"];
            let (counts, needed) = self.expected.election;
            assert_eq!(base["base"], counts, "{base:#}");
            assert_eq!(base["needed"], needed, "{base:#}");
            let (regulation, clause) = self.expected.ground;
            assert_eq!(base["ground"]["regulation"], regulation);
            assert_eq!(base["ground"]["clause"], clause);
            assert_eq!(base["majority"]["regulation"], regulation);
            is_sound(&election, &rounds, counts);
            found.push(json!([
                election["post"],
                election["state"],
                election["elected"].as_array().map(Vec::len),
                election["ballots"],
            ]));
        }
        let wanted: Vec<Value> = self.expected.outcome.iter().map(|row| json!(row)).collect();
        assert_eq!(found, wanted, "{}", self.told);
    }
}

/// Elected ⇔ more than half of the base, but between those tied; never more of them than seats.
fn is_sound(election: &Value, rounds: &[Value], base: i64) {
    for round in rounds {
        let elected = round["outcome"]["elected"].as_array().expect("a list");
        assert!(elected.len() as i64 <= round["seats"].as_i64().expect("seats"));
        let tied = round["outcome"]["tied"].as_array().expect("a list");
        for row in round["minutes"]["candidates"].as_array().expect("rows") {
            let votes = row["votes"]
                .as_i64()
                .or(row["agree"].as_i64())
                .expect("votes");
            let is_elected = elected.contains(&row["candidate_id"]);
            if round["kind"] != "tie_break" && is_elected {
                assert!(2 * votes > base, "{election:#} {round:#}");
            }
            let room = round["outcome"]["unfilled"].as_i64().expect("a number") > 0;
            if 2 * votes > base && room && tied.is_empty() {
                assert!(is_elected, "{election:#} {round:#}");
            }
        }
    }
}

macro_rules! replayed {
    ($($name:ident => $case:expr;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                $case.is_replayed().await;
            }
        )*
    };
}

replayed! {
    quang_binh_2015_a_pilot_of_the_round_to_the_twelfth_congress => Case {
        told: "Spring 2015, Quảng Bình: pilots of the base level were held first and gone over on 7 April; some elected \
               their secretary at the congress itself (baoquangbinh.vn, 8/4/2015).",
        invented: "day, members, votes",
        day: "2015-03-20",
        official: (20, 18), others: &[(Probationary, 1, 1)], excused: 1, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[22, 20, 17, 5]])],
        expected: Expected { ordinary: 24, election: (23, 12), ground: UNDER_244, outcome: ALL_THREE },
    };
    hanoi_2017_a_faculty_of_the_round_of_2017 => Case {
        told: "Late August 2017: a faculty branch of a transport university held its congress for 2017–2020 and elected \
               committee, secretary and deputy at it (utt.edu.vn, 16/10/2017).",
        invented: "day, members, votes",
        day: "2017-08-30",
        official: (9, 8), others: &[], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[12, 10, 9, 5]])],
        expected: Expected { ordinary: 13, election: (13, 7), ground: UNDER_244, outcome: ALL_THREE },
    };
    vinh_2020_thirteen_members_and_all_of_them_here => Case {
        told: "9 March 2020: a branch of Vinh University met with all of its thirteen members for 2020–2022 \
               (banqlcs2.vinhuni.edu.vn).",
        invented: "that all are official; seats and votes",
        day: "2020-03-09",
        official: (9, 9), others: &[], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[13, 12, 11, 3]]), ("secretary", &[&[12]])],
        expected: Expected { ordinary: 13, election: (13, 7), ground: UNDER_244, outcome: ALL_THREE },
    };
    thai_nguyen_2020_a_branch_merged_of_three => Case {
        told: "28 March 2020: a faculty branch of Thái Nguyên, newly made of three departments, held its congress for \
               2020–2022 with a political report and a self-review (khxhnv.tnus.edu.vn).",
        invented: "members, seats, votes; a second ballot for the last seat",
        day: "2020-03-28",
        official: (16, 14), others: &[(Probationary, 2, 1)], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[16, 12, 10, 9], &[11, 5]])],
        expected: Expected { ordinary: 20, election: (20, 11), ground: UNDER_244, outcome: &[
            ("branch_committee_member", "decided", 3, 2),
            ("secretary", "decided", 1, 1),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
    hue_2020_a_committee_of_five => Case {
        told: "3 May 2020: a faculty branch in Huế elected a committee of five, then its secretary and deputy from among \
               them (husc.edu.vn).",
        invented: "members, the sixth name that the list must have, votes",
        day: "2020-05-03",
        official: (11, 10), others: &[], excused: 0, listed: 6, seats: [5, 1, 1],
        votes: &[("branch_committee_member", &[&[16, 15, 14, 13, 12, 4]])],
        expected: Expected { ordinary: 17, election: (17, 9), ground: UNDER_244, outcome: &[
            ("branch_committee_member", "decided", 5, 1),
            ("secretary", "decided", 1, 1),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
    lang_son_2022_the_pilot_of_the_article => Case {
        told: "11 May 2022: a pilot of the bloc committee of Lạng Sơn, by plan 65-KH/ĐUK (the article).",
        invented: "members and votes; that it is held without being a pilot here",
        day: "2022-05-11",
        official: (26, 23), others: &[(Probationary, 2, 2)], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[25, 24, 23, 4]])],
        expected: Expected { ordinary: 30, election: (30, 16), ground: UNDER_244, outcome: ALL_THREE },
    };
    nong_thuong_2022_a_secretary_left_vacant => Case {
        told: "August–September 2022, Nông Thượng, Bắc Kạn: of eighteen branches fourteen elected committees; one of \
               those left the post of secretary vacant (nongthuong.backancity.gov.vn, 3/11/2022).",
        invented: "day, members, and that three ballots were held",
        day: "2022-09-12",
        official: (14, 13), others: &[], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[15, 14, 12, 6]]), ("secretary", &[&[8], &[7], &[9]])],
        expected: Expected { ordinary: 18, election: (18, 10), ground: UNDER_244, outcome: &[
            ("branch_committee_member", "decided", 3, 1),
            ("secretary", "left_vacant", 0, 3),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
    nong_thuong_2022_four_branches_without_a_committee => Case {
        told: "The same round: four of the eighteen branches elected only a secretary and a deputy \
               (nongthuong.backancity.gov.vn, 3/11/2022).",
        invented: "day, members, votes",
        day: "2022-08-20",
        official: (6, 6), others: &[], excused: 0, listed: 2, seats: [0, 1, 1],
        votes: &[("secretary", &[&[8]]), ("deputy_secretary", &[&[5]])],
        expected: Expected { ordinary: 8, election: (8, 5), ground: UNDER_244, outcome: &[
            ("secretary", "decided", 1, 1),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
    hanoi_2022_fifteen_of_sixteen => Case {
        told: "15 September 2022: fifteen of the sixteen members of a branch of the University of Mining met for \
               2022–2025 and elected a committee of three (pol.humg.edu.vn).",
        invented: "that all are official and the one away was not excused; votes: the third of the committee has nine, \
                   more than half of sixteen",
        day: "2022-09-15",
        official: (12, 11), others: &[], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[15, 14, 9, 7]])],
        expected: Expected { ordinary: 16, election: (16, 9), ground: UNDER_244, outcome: ALL_THREE },
    };
    the_question_of_nine_with_two_exempted_away => Case {
        told: "A question answered for the congresses of 2020: nine official members, two of them exempted, is still a \
               branch of nine; those who stay away are not counted (daihoi13.dangcongsan.vn 698).",
        invented: "day, votes; the third of the committee has four, more than half of seven",
        day: "2020-04-15",
        official: (3, 3), others: &[(Exempted, 2, 0)], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[7, 6, 4, 3]]), ("deputy_secretary", &[&[4]])],
        expected: Expected { ordinary: 7, election: (7, 4), ground: UNDER_244, outcome: ALL_THREE },
    };
    the_question_of_five_votes_of_eleven => Case {
        told: "A question answered: eleven official members, ten here and one away with a reason; five votes elect \
               nobody, six are needed whether the base is eleven or ten (dangcongsan.vn 76123).",
        invented: "day; that the branch then votes again and elects",
        day: "2020-05-20",
        official: (7, 6), others: &[], excused: 1, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[9, 8, 5, 4], &[6, 3]])],
        expected: Expected { ordinary: 11, election: (10, 6), ground: UNDER_244, outcome: &[
            ("branch_committee_member", "decided", 3, 2),
            ("secretary", "decided", 1, 1),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
    two_tied_for_the_last_seat_are_voted_on_alone => Case {
        told: "How a tie for the last seat is decided: those tied are voted on once more, the higher is elected, more \
               than half is not needed (practice, 3 May 2020 taken as the day).",
        invented: "everything but the rule: twenty-one members, twelve votes each, then nine to eight",
        day: "2020-05-03",
        official: (17, 16), others: &[], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[18, 15, 12, 12], &[9, 8]])],
        expected: Expected { ordinary: 21, election: (21, 11), ground: UNDER_244, outcome: &[
            ("branch_committee_member", "decided", 3, 2),
            ("secretary", "decided", 1, 1),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
    ba_che_2025_a_village_of_fifteen => Case {
        told: "3 January 2025: the village branch of Khe Tam, Quảng Ninh, fifteen members, held its twenty-second \
               congress, for 2025–2027 (vietnam.vn).",
        invented: "that thirteen are official and two probationary; votes",
        day: "2025-01-03",
        official: (9, 8), others: &[(Probationary, 2, 2)], excused: 0, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[12, 11, 7, 6]])],
        expected: Expected { ordinary: 13, election: (13, 7), ground: UNDER_190, outcome: ALL_THREE },
    };
    quang_ngai_2025_a_pilot_of_a_commune => Case {
        told: "February 2025: seven of eight branches of Sơn Tân, Quảng Ngãi, met for 2025–2027, one of them as the \
               pilot of the commune (xasontan.sontay.quangngai.gov.vn).",
        invented: "day, members, votes; that one official member was excused",
        day: "2025-02-10",
        official: (12, 10), others: &[], excused: 1, listed: 4, seats: [3, 1, 1],
        votes: &[("branch_committee_member", &[&[14, 12, 10, 4]])],
        expected: Expected { ordinary: 16, election: (15, 8), ground: UNDER_190, outcome: ALL_THREE },
    };
    a_school_branch_of_june_2025 => Case {
        told: "1 June 2025: Branch III of a college of industry and trade elected a committee of three, and its \
               secretary from among them, for 2025–2027 (httc.edu.vn).",
        invented: "members, votes; that no deputy was elected",
        day: "2025-06-01",
        official: (15, 14), others: &[(Probationary, 1, 1)], excused: 0, listed: 4, seats: [3, 1, 0],
        votes: &[("branch_committee_member", &[&[18, 16, 11, 5]])],
        expected: Expected { ordinary: 19, election: (19, 10), ground: UNDER_190, outcome: &[
            ("branch_committee_member", "decided", 3, 1),
            ("secretary", "decided", 1, 1),
        ] },
    };
    a_ward_of_december_2025_with_a_term_of_five_years => Case {
        told: "From 1 July 2025 branches may meet once in five years on trial; a ward planned its branches' congresses \
               for 2025–2030 in December 2025 (294-QĐ/TW; a ward's plan).",
        invented: "day, members, votes: a branch of forty-one, ballots that leave one seat to a second round",
        day: "2025-12-10",
        official: (35, 30), others: &[(Probationary, 3, 3), (Exempted, 4, 1)], excused: 3, listed: 6, seats: [5, 1, 1],
        votes: &[("branch_committee_member", &[&[36, 34, 30, 28, 15, 10], &[21, 14]])],
        expected: Expected { ordinary: 42, election: (39, 20), ground: UNDER_190, outcome: &[
            ("branch_committee_member", "decided", 5, 2),
            ("secretary", "decided", 1, 1),
            ("deputy_secretary", "decided", 1, 1),
        ] },
    };
}

/// R-MERGE-01: after the mergers of 2025 a new organisation met with two contents and elected nobody (163-KL/TW,
/// 6/6/2025); the committee was appointed from above. Day and members are invented.
#[tokio::test]
async fn a_congress_of_two_contents_after_a_merger_elects_nobody() {
    let wishes = Wishes {
        contents: vec!["review_and_direction", "upper_drafts"],
        ..Wishes::on("2025-07-25")
    };
    let (round, clerks) = Round::of(vec![wishes]).await;
    let clerk = &clerks[0];
    clerk.goes_on_until(&round.world, "never").await;
    let congress = clerk.branch.get(&clerk.congress).await.expect_ok();
    assert_eq!(congress["state"], "confirmed");
    assert_eq!(congress["posts"], json!([]));
    assert!(clerk.elections().await.is_empty());
    let taken = clerk.taken.lock().expect("a list").clone();
    assert!(
        !taken
            .iter()
            .any(|step| step.contains("personnel") || step.contains("election.")),
        "{taken:?}"
    );
}
