export const TASK_EVENTS_EXAMPLE = `id: 4
event: status
data: {"status": "PENDING", "attempt": 0, "at": "2026-12-01T08:00:00.000Z"}

id: 12
event: status
data: {"status": "PROCESSING", "attempt": 1, "at": "2026-12-01T08:00:00.020Z"}

id: 16
event: delta
data: {"text": "Artificial intelligence is"}

id: 20
event: progress
data: {"percent": 5, "message": "3 words"}
`;

export const CHANGES_EXAMPLE = `id: 12
event: status
data: {"taskId": "01920000-0000-7000-8000-000000000000", "status": "PROCESSING", "attempt": 1, "at": "2026-12-01T08:00:00.020Z"}

id: 20
event: progress
data: {"taskId": "01920000-0000-7000-8000-000000000000", "percent": 5, "message": "3 words"}
`;
