DROP TABLE progress_changes;
DROP TABLE progress_counts;
DROP TABLE congress_posts;
DROP TABLE congresses;
