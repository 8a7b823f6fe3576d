import { defineQueue } from '@app/tasks';

/** For requests to language models. */
defineQueue({ name: 'ai_processing' });

/** For everything else that the product brings. */
defineQueue({ name: 'demo_tasks' });

/** For requests to others' endpoints: each may wait for a callback for long, and holds nobody else up. */
defineQueue({ name: 'http_requests' });
