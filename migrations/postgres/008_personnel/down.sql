DROP TABLE personnel_totals;
DROP TABLE personnel_nominees;
DROP TABLE personnel_steps;
DROP TABLE personnel_processes;
