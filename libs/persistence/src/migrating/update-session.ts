/** How PostgreSQL calls the sessions of an update of the database. */
export const UPDATE_SESSION = 'task-runner-migrate';
