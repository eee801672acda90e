//! The fields of a plan, the same whether a draft is written or what was issued is amended.

use strum::VariantArray;

use crate::document::model::DocumentKind;
use crate::http::form::field::{Choice, Field, Widget};
use crate::http::page::Shell;
use crate::http::page::form_page::FormPage;
use crate::personnel::model::PersonnelStepKind;
use crate::plan::model::{AgeTest, CongressContent, Plan, PlanContent};
use crate::programme::model::{Anthem, ProgrammeTemplate, Salute};
use crate::sector::model::SectorId;

/// The questions of a plan that stand on one page, in the order in which they are asked.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
    serde::Deserialize,
)]
#[strum(serialize_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// What it is about, and the term.
    Basics,
    /// When the congresses are held.
    Windows,
    /// What the congresses deal with, and the documents for it.
    Contents,
    /// The steps of the personnel work.
    Personnel,
    /// The pilots.
    Pilots,
    /// The structure of the committees that is aimed at.
    Targets,
    /// Ceremony, backdrop, programme.
    Ceremony,
}

impl Group {
    /// The group that is asked after this one.
    pub fn next(self) -> Option<Self> {
        let at = Self::VARIANTS.iter().position(|one| *one == self)?;
        Self::VARIANTS.get(at + 1).copied()
    }

    /// Whether its answers are part of what the plan lays down for every congress, which is kept as a whole.
    fn is_in_content(self) -> bool {
        match self {
            Self::Basics | Self::Windows => false,
            Self::Contents | Self::Personnel | Self::Pilots | Self::Targets | Self::Ceremony => {
                true
            }
        }
    }
}

/// How many steps of the personnel work can be typed in at once.
const STEPS: usize = 6;

/// The fields of a plan as it stands, under names that begin with `prefix`.
pub struct PlanFields<'a> {
    shell: &'a Shell,
    plan: &'a Plan,
    content: &'a PlanContent,
    sectors: &'a [(SectorId, String)],
    prefix: &'static str,
}

impl<'a> PlanFields<'a> {
    /// The fields of a plan.
    pub fn of(
        shell: &'a Shell,
        plan: &'a Plan,
        sectors: &'a [(SectorId, String)],
        prefix: &'static str,
    ) -> Self {
        Self {
            content: &plan.content.0,
            shell,
            plan,
            sectors,
            prefix,
        }
    }

    /// All of them, group by group, and what goes along unseen.
    pub fn put_on(&self, form: FormPage, before: Vec<Field>) -> FormPage {
        let mut fields = before;
        fields.extend(Group::VARIANTS.iter().flat_map(|group| self.group(*group)));
        self.unseen(form.fields(fields))
    }

    /// Those of one group; what else the plan lays down for every congress goes along as it stands.
    pub fn put_one(&self, form: FormPage, group: Group) -> FormPage {
        let mut asked = self.group(group);
        if let Some(first) = asked.first_mut() {
            // The heading of the group is the heading of the page.
            first.heading = String::new();
        }
        let form = form.fields(asked);
        if !group.is_in_content() {
            return form;
        }
        let others = Group::VARIANTS.iter().filter(|one| **one != group);
        let mut form = self.unseen(form);
        for field in others
            .filter(|one| one.is_in_content())
            .flat_map(|one| self.group(*one))
        {
            for value in &field.values {
                form = form.hidden(&field.name, value);
            }
        }
        form
    }

    fn group(&self, group: Group) -> Vec<Field> {
        match group {
            Group::Basics => self.basics(),
            Group::Windows => self.windows(),
            Group::Contents => self.contents(),
            Group::Personnel => self.personnel(),
            Group::Pilots => self.pilots(),
            Group::Targets => self.targets(),
            Group::Ceremony => self.ceremony(),
        }
    }

    /// A list in which nothing is ticked is sent as an empty one, and the items of the programme stay as they are.
    fn unseen(&self, mut form: FormPage) -> FormPage {
        for list in ["contents", "required_documents", "pilot_sectors"] {
            form = form.hidden(self.within(list), "");
        }
        for (at, item) in self.content.programme.items.iter().enumerate() {
            let name = |part: &str| self.within(&format!("programme.items.{at}.{part}"));
            form = form.hidden(name("kind"), item.kind);
            if let Some(title) = &item.title {
                form = form.hidden(name("title"), title);
            }
            if let Some(minutes) = item.minutes {
                form = form.hidden(name("minutes"), minutes);
            }
        }
        form
    }

    fn name(&self, part: &str) -> String {
        format!("{}{part}", self.prefix)
    }

    fn within(&self, part: &str) -> String {
        format!("{}content.{part}", self.prefix)
    }

    fn say(&self, key: &str) -> String {
        self.shell.say(key)
    }

    fn field(&self, name: String, key: &str, widget: Widget) -> Field {
        Field::new(name, self.say(key), widget)
    }

    fn basics(&self) -> Vec<Field> {
        vec![
            self.field(self.name("title"), "field-title", Widget::Area)
                .under(self.say("plans-group-basics"))
                .now(&self.plan.title),
            self.field(self.name("term.from"), "plans-term-from", Widget::Number)
                .now(self.plan.term_from),
            self.field(self.name("term.to"), "plans-term-to", Widget::Number)
                .now(self.plan.term_to),
        ]
    }

    fn windows(&self) -> Vec<Field> {
        let plan = self.plan;
        let days = [
            ("pilot_from", "plans-pilot-from", plan.pilot_from),
            ("pilot_to", "plans-pilot-to", plan.pilot_to),
            ("rest_from", "plans-rest-from", plan.rest_from),
            ("rest_to", "plans-rest-to", plan.rest_to),
        ];
        // A plan without pilots has no window for them.
        let pilots = !self.content.without_pilots || plan.pilot_from.or(plan.pilot_to).is_some();
        let mut fields: Vec<Field> = days
            .into_iter()
            .skip(if pilots { 0 } else { 2 })
            .map(|(name, key, day)| {
                self.field(self.name(name), key, Widget::Date)
                    .now_maybe(day)
                    .optional()
            })
            .collect();
        if let Some(first) = fields.first_mut() {
            first.heading = self.say("plans-group-windows");
            first.hint = if pilots {
                self.say("plans-windows-hint")
            } else {
                String::new()
            };
        }
        fields
    }

    fn contents(&self) -> Vec<Field> {
        let contents = Choice::all::<CongressContent>(self.shell, "plans-content");
        let kinds = DocumentKind::VARIANTS.iter();
        let kinds = kinds
            .filter(|kind| !kind.is_paper_of_report())
            .map(|kind| Choice::new(kind, self.shell.term("document-kind", kind)));
        let documents = Widget::Ticks(kinds.collect());
        vec![
            self.field(
                self.within("contents"),
                "plans-contents",
                Widget::Ticks(contents),
            )
            .under(self.say("plans-group-contents"))
            .now_all(all(&self.content.contents)),
            self.field(
                self.within("required_documents"),
                "plans-documents",
                documents,
            )
            .hint(self.say("plans-documents-hint"))
            .now_all(all(&self.content.required_documents)),
            self.field(
                self.within("most_half_days"),
                "plans-half-days",
                Widget::Number,
            )
            .hint(self.say("plans-half-days-hint"))
            .now(self.content.most_half_days),
            self.field(
                self.within("term_months"),
                "plans-term-months",
                Widget::Number,
            )
            .hint(self.say("plans-term-months-hint"))
            .now_maybe(self.content.term_months)
            .optional(),
            self.field(
                self.within("committee_congress_on"),
                "plans-committee-congress",
                Widget::Date,
            )
            .hint(self.say("plans-committee-congress-hint"))
            .now_maybe(self.content.committee_congress_on)
            .optional(),
        ]
    }

    fn personnel(&self) -> Vec<Field> {
        let kinds = Choice::all::<PersonnelStepKind>(self.shell, "personnel-step-kind");
        let steps = &self.content.personnel_steps;
        let rows = steps.len().max(STEPS);
        let mut fields: Vec<Field> = (0..rows)
            .map(|at| {
                let label = self.shell.say_of("plans-personnel-step", "n", at + 1);
                let name = self.within(&format!("personnel_steps.{at}"));
                Field::new(name, label, Widget::Select(kinds.clone()))
                    .now_maybe(steps.get(at))
                    .optional()
            })
            .collect();
        if let Some(first) = fields.first_mut() {
            first.heading = self.say("plans-group-personnel");
            first.hint = self.say("plans-personnel-hint");
        }
        let tests = Choice::all::<AgeTest>(self.shell, "plans-age-test");
        fields.push(
            self.field(
                self.within("age_test"),
                "plans-age-test",
                Widget::Radios(tests),
            )
            .now(self.content.age_test),
        );
        let first = self.within("sub_committee_reviews_first");
        fields.push(
            self.field(first, "plans-sub-committee-first", Widget::Tick)
                .now_maybe(self.content.sub_committee_reviews_first.then_some(true)),
        );
        fields
    }

    fn pilots(&self) -> Vec<Field> {
        let sectors = self.sectors.iter();
        let sectors = sectors.map(|(id, name)| Choice::new(id, name.clone()));
        let sectors = Widget::Ticks(sectors.collect());
        vec![
            self.field(
                self.within("without_pilots"),
                "plans-without-pilots",
                Widget::Tick,
            )
            .under(self.say("plans-group-pilots"))
            .hint(self.say("plans-without-pilots-hint"))
            .now_maybe(self.content.without_pilots.then_some(true)),
            self.field(self.within("pilot_sectors"), "plans-pilot-sectors", sectors)
                .hint(self.say("plans-pilot-sectors-hint"))
                .now_all(all(&self.content.pilot_sectors))
                .optional(),
        ]
    }

    fn targets(&self) -> Vec<Field> {
        vec![
            self.field(self.within("women_percent"), "plans-women", Widget::Number)
                .under(self.say("plans-group-targets"))
                .now_maybe(self.content.women_percent)
                .optional(),
            self.field(self.within("young_percent"), "plans-young", Widget::Number)
                .now_maybe(self.content.young_percent)
                .optional(),
        ]
    }

    fn ceremony(&self) -> Vec<Field> {
        let ProgrammeTemplate {
            ceremonies,
            half_day_minutes,
            ..
        } = &self.content.programme;
        let mut fields = vec![
            self.field(
                self.within("ceremony_items"),
                "plans-ceremony",
                Widget::Area,
            )
            .under(self.say("plans-group-ceremony"))
            .hint(self.say("plans-ceremony-hint"))
            .now(self.content.ceremony_items.join("\n"))
            .optional(),
            self.field(self.within("backdrop_layout"), "plans-layout", Widget::Area)
                .now_maybe(self.content.backdrop_layout.as_ref())
                .optional(),
        ];
        fields.extend(self.salute("opening", "plans-opening-salute", ceremonies.opening));
        fields.extend(self.salute("closing", "plans-closing-salute", ceremonies.closing));
        fields.push(
            self.field(
                self.within("programme.half_day_minutes"),
                "plans-half-day-minutes",
                Widget::Number,
            )
            .now(half_day_minutes),
        );
        fields
    }

    fn salute(&self, when: &str, key: &str, salute: Salute) -> Vec<Field> {
        let whose = self.say(key);
        let name = |part: &str| self.within(&format!("programme.ceremonies.{when}.{part}"));
        let anthems = Choice::all::<Anthem>(self.shell, "plans-anthem");
        let held = vec![
            Choice::new("true", self.say("plans-yes")),
            Choice::new("false", self.say("plans-no")),
        ];
        let anthem = |part: &str, key: &str, now: Anthem| {
            let label = format!("{whose}: {}", self.say(key));
            Field::new(name(part), label, Widget::Select(anthems.clone())).now(now)
        };
        vec![
            Field::new(name("held"), whose.clone(), Widget::Radios(held)).now(salute.held),
            anthem(
                "national_anthem",
                "plans-national-anthem",
                salute.national_anthem,
            ),
            anthem(
                "internationale",
                "plans-internationale",
                salute.internationale,
            ),
        ]
    }
}

fn all<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}
