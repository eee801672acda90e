//! In which order the lines of a sheet of units are done: the upper before the lower, wherever they stand. Pure.

use std::collections::HashMap;

use super::model::Column;
use super::rules::Line;
use crate::db::search::fold;

/// The places of the lines in the order in which they are done; each once, in time that grows with the sheet alone.
/// Lines that name each other in a circle are done somehow: their fault is found in the doing.
pub fn order(lines: &[Line<'_>]) -> Vec<usize> {
    let mut named = names(lines);
    let mut placed = vec![false; lines.len()];
    let mut order = Vec::with_capacity(lines.len());
    for first in 0..lines.len() {
        let mut waiting = vec![first];
        while let Some(at) = waiting.last().copied() {
            let (Some(line), Some(placed)) = (lines.get(at), placed.get_mut(at)) else {
                break;
            };
            // Whoever asks first for a unit has its lines done; after that nobody has to ask again.
            match named.remove(&fold(line.text(Column::ParentId))) {
                Some(upper) if !*placed => waiting.extend(upper),
                _ => {
                    waiting.pop();
                    if !*placed {
                        *placed = true;
                        order.push(at);
                    }
                }
            }
        }
    }
    order
}

/// The lines by what others may call their units.
fn names(lines: &[Line<'_>]) -> HashMap<String, Vec<usize>> {
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        for column in [Column::Code, Column::Name] {
            let name = fold(line.text(column));
            if !name.is_empty() {
                named.entry(name).or_default().push(at);
            }
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] = [Column::Code, Column::Name, Column::ParentId];

    fn ordered(lines: &[[&str; 3]]) -> Vec<usize> {
        let lines: Vec<Line<'_>> = lines
            .iter()
            .map(|texts| Line::new(&COLUMNS, 1, &texts.map(str::to_owned)))
            .collect();
        order(&lines)
    }

    #[test]
    fn the_upper_is_done_before_the_lower() {
        let lines = [
            ["CB1", "Chi bộ I", "ĐU"],
            ["ĐU", "Đảng ủy", "Đảng ủy Khối"],
            ["CB2", "Chi bộ II", "đảng ủy"],
            ["ĐUK", "Đảng ủy Khối", ""],
        ];
        assert_eq!(ordered(&lines), [3, 1, 0, 2]);
    }

    #[test]
    fn a_circle_is_gone_round_once() {
        let lines = [["A", "a", "B"], ["B", "b", "A"], ["C", "c", "C"]];
        let mut done = ordered(&lines);
        done.sort_unstable();
        assert_eq!(done, [0, 1, 2]);
    }

    #[test]
    fn a_chain_upside_down_takes_no_longer_than_another() {
        let codes: Vec<String> = (0..=20_000).map(|n| format!("U{n}")).collect();
        let lines: Vec<[&str; 3]> = codes
            .windows(2)
            .filter_map(|pair| Some([pair.first()?.as_str(), "", pair.last()?.as_str()]))
            .collect();
        let begun = std::time::Instant::now();
        let done = ordered(&lines);
        assert_eq!(done.first(), Some(&19_999));
        assert_eq!(done.len(), 20_000);
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }
}
