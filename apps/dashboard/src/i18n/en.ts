import { attention } from './attention.en';
import { codes, deliveryCodes } from './codes.en';
import { key, newTask, task, tasks, waiting } from './tasks.en';
import { operation, overview, queues, schedules, workers } from './operation.en';

/** Every text of the dashboard; zh.ts must have the same keys, which its type checks. */
export const en = {
  title: 'Task runner',
  nav: {
    overview: 'Overview',
    tasks: 'Tasks',
    newTask: 'New task',
    queues: 'Queues',
    workers: 'Workers',
    schedules: 'Schedules',
    api: 'API',
    menu: 'Menu',
    skip: 'Skip to the content',
  },
  notFound: { title: 'There is no such page', text: 'Nothing is at {{path}}. Choose a page from the menu.' },
  pickTime: {
    previousMonth: 'Previous month',
    nextMonth: 'Next month',
    levels: 'Choose month and year',
    submit: 'Take this time',
  },
  settings: { language: 'Language', light: 'Light', dark: 'Dark', scheme: 'Light or dark' },
  attention,
  codes,
  deliveryCodes,
  key,
  newTask,
  task,
  tasks,
  operation,
  overview,
  queues,
  schedules,
  workers,
  waiting,
};

type Texts<Node> = { [Key in keyof Node]: Node[Key] extends string ? string : Texts<Node[Key]> };
export type Translation = Texts<typeof en>;
