import type { Translation } from './en';
import { attention } from './attention.zh';
import { codes, deliveryCodes } from './codes.zh';
import { key, newTask, task, tasks, waiting } from './tasks.zh';
import { operation, overview, queues, schedules, workers } from './operation.zh';

export const zh: Translation = {
  title: '任务运行器',
  nav: {
    overview: '概览',
    tasks: '任务',
    newTask: '新建任务',
    queues: '队列',
    workers: '工作进程',
    schedules: '定时计划',
    api: 'API',
    menu: '菜单',
    skip: '跳到正文',
  },
  notFound: { title: '没有此页面', text: '{{path}} 处没有任何内容。请从菜单中选择页面。' },
  pickTime: { previousMonth: '上个月', nextMonth: '下个月', levels: '选择年月', submit: '使用此时间' },
  settings: { language: '语言', light: '浅色', dark: '深色', scheme: '浅色或深色' },
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
