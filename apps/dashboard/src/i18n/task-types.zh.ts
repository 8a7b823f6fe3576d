/** What a type of task says of itself, in the language of the reader. */
export interface TaskTypeTexts {
  readonly description: string;
  /** By the title in the server's answer. */
  readonly examples: Readonly<Record<string, string>>;
  /** By path: `providerOptions.simulated.seed`. */
  readonly fields: Readonly<Record<string, FieldTexts>>;
}

export interface FieldTexts {
  readonly title: string;
  readonly description?: string;
}

/** The types that come with the product; what others say of themselves is shown as they say it. */
export const taskTypesZh: Readonly<Record<string, TaskTypeTexts>> = {
  'ai.text-generation': {
    description: '用语言模型生成文本。没有配置任何提供方时，由提供方 simulated 编造一段。',
    examples: { 'a question': '一个问题', 'simulated, fast': '模拟，快速' },
    fields: {
      prompt: { title: '提示词', description: '向模型提出的内容。' },
      system: { title: '系统提示', description: '模型应当如何表现。' },
      provider: { title: '提供方', description: '由谁来写；不填则用默认提供方。' },
      model: { title: '模型', description: '提供方所用的模型名称。' },
      maxTokens: { title: '最多令牌数', description: '回答达到这么多令牌后停止。' },
      temperature: { title: '温度', description: '用词的随机程度；0 最小。' },
      providerOptions: { title: '提供方选项', description: '只有某一个提供方理解的选项，按其名称分列。' },
      'providerOptions.simulated': { title: '模拟', description: '只有模拟提供方理解的选项。' },
      'providerOptions.simulated.wordsPerSecond': {
        title: '每秒词数',
        description: '模拟文本的速度；默认为 10，一段文本约 13 秒。',
      },
      'providerOptions.simulated.seed': {
        title: '种子',
        description: '换一个种子，同样的提示词会得到另一段文本。',
      },
      'providerOptions.openai': { title: 'OpenAI', description: '原样交给 OpenAI 的选项。' },
      'providerOptions.anthropic': { title: 'Anthropic', description: '原样交给 Anthropic 的选项。' },
      'providerOptions.deepseek': { title: 'DeepSeek', description: '原样交给 DeepSeek 的选项。' },
      'providerOptions.openai-compatible': {
        title: 'OpenAI 兼容',
        description: '原样交给 OpenAI 兼容服务的选项。',
      },
    },
  },
  'demo.calculation': {
    description: '用精确的十进制数计算一个算式。',
    examples: { 'exact decimals': '精确的小数', 'a larger one': '更长的算式' },
    fields: {
      expression: { title: '算式', description: '数字、+ - * / % ^（或 **）以及括号，例如 "0.1 + 0.2"。' },
    },
  },
  'demo.email': {
    description: '通过 SMTP_URL 发送邮件；未设置时，写成 DATA_DIR/mail 下的 .eml 文件。',
    examples: { 'one recipient': '一位收件人', 'several, with HTML': '多位收件人，带 HTML' },
    fields: {
      to: { title: '收件人', description: '一个地址，或 1 到 50 个。所有人收到同一封邮件，并能看到彼此。' },
      subject: { title: '主题', description: '一行。' },
      text: { title: '正文', description: '纯文本的邮件内容。' },
      html: { title: 'HTML 正文', description: '同样的内容，供能显示 HTML 的邮件程序使用。' },
    },
  },
  'demo.file-processing': {
    description: '检查文件是什么、进行病毒扫描、查看其内容，并为图片或 PDF 首页生成缩略图。',
    examples: { 'the sample picture': '示例图片', 'a larger thumbnail': '更大的缩略图' },
    fields: {
      fileId: { title: '文件', description: 'POST /files 返回的编号。文件与此任务保留同样长的时间。' },
      thumbnailWidth: {
        title: '缩略图宽度',
        description: '以像素计；缩略图不会大于原图，高度最多为宽度的两倍。',
      },
    },
  },
  'demo.report': {
    description: '对一段时间内的任务作报告：含数据、图表和表格的 PDF，或每个任务一行的 CSV。',
    examples: { 'the last 24 hours as PDF': '最近 24 小时，PDF', 'a month as CSV': '一个月，CSV' },
    fields: {
      format: {
        title: '格式',
        description: 'pdf：数据、图表和表格。csv：每个任务一行，UTF-8，供电子表格使用。',
      },
      from: { title: '从', description: '不填则为“到”之前 24 小时。日期从 UTC 零点开始。' },
      to: { title: '到', description: '不填则为此次尝试开始的时刻。填日期时，该日不计入报告。' },
      title: { title: '标题', description: '写在报告上和文件名中。' },
    },
  },
  'demo.unreliable': {
    description: '以给定的概率失败，用来演示重试。',
    examples: { 'as it comes': '听凭运气', 'fails twice, then succeeds': '失败两次，然后成功' },
    fields: {
      failureProbability: { title: '失败概率', description: '一次尝试失败的概率。' },
      seed: { title: '种子', description: '有种子时，每次都是同样的尝试失败。' },
    },
  },
  'http.request': {
    description: '调用一个接口。它可以立即答复，也可以先答复 202，稍后再回调。',
    examples: { 'a page': '一个网页' },
    fields: {
      url: { title: '网址', description: '以 https:// 或 http:// 开头，并指向公网地址。' },
      method: { title: '方法', description: '默认为 POST。' },
      headers: {
        title: '标头',
        description: '原样发送，并与任务一同保存：不要填写不可在那里被读到的机密。',
      },
      body: { title: '正文', description: '文本原样发送，其余按 JSON 发送。GET 和 HEAD 没有正文。' },
      timeoutMs: {
        title: '时限',
        description: '整个答复最多可用的毫秒数；默认 30,000。不包括回调。',
      },
    },
  },
};
