import { defineQueue } from '@app/tasks';

/** For requests to language models. */
defineQueue({ name: 'ai_processing' });

/** For everything else that the product brings. */
defineQueue({ name: 'demo_tasks' });
