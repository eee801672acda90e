DROP TABLE sign_in_failures;
DROP TABLE password_resets;
DROP TABLE api_tokens;
DROP TABLE refresh_tokens;
DROP TABLE sessions;
DROP TABLE users;
