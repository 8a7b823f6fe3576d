import { InputRefused, InvalidInput, type TaskContext, type TaskHandler, TaskType } from '@app/tasks';
import { CalculationInput } from './calculation.input.js';
import { CalculationResult } from './calculation.result.js';
import { CalculationError, evaluate, ExpressionError, parseExpression } from './expression.js';

@TaskType({
  name: 'demo.calculation',
  queue: 'demo_tasks',
  description: 'Computes an arithmetic expression in exact decimals.',
  input: CalculationInput,
  result: CalculationResult,
  examples: {
    'exact decimals': { expression: '0.1 + 0.2' },
    'a larger one': { expression: '(1 + 2.5) * 4 ^ 3 / 7' },
  },
  timeoutMs: 10_000,
})
export class CalculationHandler implements TaskHandler<CalculationInput, CalculationResult> {
  check({ expression }: CalculationInput): void {
    try {
      parseExpression(expression);
    } catch (error) {
      throw error instanceof ExpressionError
        ? new InputRefused([{ path: 'expression', message: error.message }])
        : error;
    }
  }

  run({ input: { expression } }: TaskContext<CalculationInput>): Promise<CalculationResult> {
    try {
      return Promise.resolve({ expression, value: evaluate(parseExpression(expression)) });
    } catch (error) {
      const isInput = error instanceof ExpressionError || error instanceof CalculationError;
      return Promise.reject(isInput ? new InvalidInput(error.message, error) : (error as Error));
    }
  }
}
