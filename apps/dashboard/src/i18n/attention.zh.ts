import type { Translation } from './en';

export const attention: Translation['attention'] = {
  title: '需要处理',
  nothing: '没有需要处理的问题。',
  noWorker: '{{queue}}：没有工作进程接取，{{waiting}} 个任务在等待',
  noWorkerIdle: '{{queue}}：没有工作进程接取',
  paused: '{{queue}} 已暂停，{{waiting}} 个任务在等待',
  long: '{{queue}}：等待的任务过多（{{waiting}}）',
  old: '{{queue}}：有任务已等待 {{age}}',
  failing: '{{type}}：{{share}} 的任务失败（{{ended}} 个中的 {{failed}} 个）',
  lost: '工作进程 {{worker}} 无响应，最后一次心跳在{{since}}',
  manyLost: '{{workers}} 个工作进程没有心跳',
  look: { queues: '队列', tasks: '任务', workers: '工作进程', failed: '失败的任务' },
};
