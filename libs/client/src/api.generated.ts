// Made by `npm run client:generate` from the OpenAPI document of the API. Do not edit.

export interface paths {
    "/api/v1/bulk-actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel, retry or remove all tasks that match
         * @description Goes on in the background, over restarts too. With `dryRun` only the count is answered, and nothing changes.
         */
        post: operations["startBulkAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-actions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Follow a bulk action */
        get: operations["getBulkAction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/bulk-actions/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a bulk action
         * @description What is done stays done. A cancelled one stays as it is.
         */
        post: operations["cancelBulkAction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the changes of all tasks
         * @description Server-Sent Events for live views: `status` and `progress` of every task, with `taskId`. Starts with what changes from now on. `reset` says that the reader has missed changes, since it was very far behind: read again what you show.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description Its id is the `fileId` of file tasks. It is kept for a day, and as long as a task refers to it.
         */
        post: operations["uploadFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description An upload, or what a task has made. Always as an attachment; a type that a browser could run goes out as mere bytes.
         */
        get: operations["downloadFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the queues with their figures */
        get: operations["listQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at a queue's figures */
        get: operations["getQueue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Set a queue's total concurrency
         * @description How many of its tasks may run at once in the whole cluster. In force when the answer comes; what already runs goes on.
         */
        patch: operations["changeQueue"];
        trace?: never;
    };
    "/api/v1/queues/{name}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start no more tasks of a queue
         * @description In the whole cluster, in force when the answer comes, kept over restarts. What already runs goes on; tasks are still accepted.
         */
        post: operations["pauseQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/queues/{name}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start tasks of a paused queue again */
        post: operations["resumeQueue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List schedules, by name
         * @description A page ends at `limit` schedules or at about 4 MiB; `nextCursor` then goes on.
         */
        get: operations["listSchedules"];
        put?: never;
        /**
         * Make a schedule
         * @description Fires by cron in a time zone, or at a fixed interval. Each firing submits the task, exactly once.
         */
        post: operations["createSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at a schedule */
        get: operations["getSchedule"];
        put?: never;
        post?: never;
        /**
         * Remove a schedule
         * @description The tasks that it made stay.
         */
        delete: operations["removeSchedule"];
        options?: never;
        head?: never;
        /**
         * Change, pause or resume a schedule
         * @description What is not sent stays. A new cron, interval or time zone, and resuming, count from now. `task` is replaced as a whole.
         */
        patch: operations["changeSchedule"];
        trace?: never;
    };
    "/api/v1/schedules/{id}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a schedule's task now
         * @description Also while it is paused. Its plan stays as it is.
         */
        post: operations["triggerSchedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in the last while, for charts
         * @description Counted minute by minute in the database: it covers restarts, and removing tasks does not change it. Percentiles are right to a tenth.
         */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the task types, with the JSON Schemas of input and result */
        get: operations["listTaskTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/task-types/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Register a task type
         * @description Workers run it over HTTP. From now on its tasks are accepted, and their inputs are checked by its schema. One that is there is replaced; tasks that were accepted stay as they are.
         */
        put: operations["registerTaskType"];
        post?: never;
        /**
         * Take a registered task type away
         * @description No task of it is accepted any more. Those that wait stay, until it is registered again.
         */
        delete: operations["removeTaskType"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tasks, newest first
         * @description A page ends at `limit` tasks or at about 4 MiB, whichever comes first; `nextCursor` then goes on. `input` and `result` that are longer than 16 KiB are shortened, and `shortened` names them; with `full=true` they come whole. A search for one or two characters looks at 20,000 tasks for a page, which may therefore have few or none although `nextCursor` goes on.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Submit a task
         * @description Answers at once; a worker runs the task. The short form `{ "prompt": … }` is an AI text generation.
         */
        post: operations["submitTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Look at a task */
        get: operations["getTask"];
        put?: never;
        post?: never;
        /** Remove an ended task */
        delete: operations["removeTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a task's attempts, first one first
         * @description The last 1,000 of them, or as many as fit in 4 MiB.
         */
        get: operations["listAttempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a task, waiting or running
         * @description A running task stops a moment later. A cancelled task stays as it is.
         */
        post: operations["cancelTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a task
         * @description Server-Sent Events: `status`, `progress`, `delta` (the next piece of text), `reset` (a new attempt; text so far is void) and `end` (the whole task), after which the stream ends. A new stream starts with what has happened so far.
         */
        get: operations["streamTaskEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the handler of a task logged, oldest first
         * @description At most 1,000 lines are kept of a task; an answer ends at about 4 MiB.
         */
        get: operations["listLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run a failed or cancelled task again */
        post: operations["retryTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/run-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a task that waits for its time or its next attempt
         * @description It is due at once, and starts as soon as a worker may take it. Its attempts count on.
         */
        post: operations["runTaskNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List every try to deliver a task's webhook, first one first
         * @description The last 1,000 of them. Empty where the task has no webhook, and before the first try.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{id}/webhook-deliveries/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a task's webhook again now
         * @description The event of its last end, with the same `webhook-id` and, if this fails, all retries before it. 409 where there is none yet.
         */
        post: operations["redeliverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit up to 1,000 tasks, all or none
         * @description In the answer, inputs that are longer than 16 KiB are shortened as in a list.
         */
        post: operations["submitBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count tasks by status
         * @description How many of the tasks that match the filters are in which status; up to 10,000 are counted of each.
         */
        get: operations["countTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the work is done */
        post: operations["completeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the work failed
         * @description It is tried again where that makes sense and an attempt is left.
         */
        post: operations["failTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a line of log with the task */
        post: operations["keepLogLine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/{id}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say how far the work is */
        post: operations["reportProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a task back
         * @description The attempt is not counted.
         */
        post: operations["releaseTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Append to the text that the work generates
         * @description It appears in the event streams as `delta`. All pieces, joined, must be the `text` of the result. A piece with an `offset` that was written before is not written again.
         */
        post: operations["appendText"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take tasks
         * @description Answers as soon as there is a task of these types that may start, or after `waitSeconds` with none.
         */
        post: operations["claimTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/work/heartbeats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep tasks
         * @description Prolongs the leases of what the worker holds, and says which are to be stopped.
         */
        post: operations["keepTasks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the worker processes
         * @description A thousand at most, those that were heard of last.
         */
        get: operations["listWorkers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a worker finish what it runs and take no more
         * @description It goes on living, as `draining`, until it is stopped or told to take tasks again; started again it takes tasks again.
         */
        post: operations["drainWorker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers/{id}/undrain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a worker that was drained take tasks again
         * @description It is `online` again a moment later. A worker that takes tasks, and one that is being stopped, stay as they are.
         */
        post: operations["undrainWorker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process lives */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether it can serve
         * @description The broker can only be degraded: tasks are accepted without it.
         */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metrics of this process, for Prometheus */
        get: operations["scrape"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AcceptedTasks: {
            /** @description In the order in which they were sent. */
            tasks: components["schemas"]["TaskView"][];
        };
        /** @description Generates a text with a language model. Where no provider is configured, the provider `simulated` makes one up. */
        AiTextGenerationSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["TextGenerationInput"];
            /** @default 4 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 300000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "ai.text-generation";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        AnySubmission: components["schemas"]["AiTextGenerationSubmission"] | components["schemas"]["DemoCalculationSubmission"] | components["schemas"]["DemoEmailSubmission"] | components["schemas"]["DemoFileProcessingSubmission"] | components["schemas"]["DemoReportSubmission"] | components["schemas"]["DemoUnreliableSubmission"] | components["schemas"]["HttpRequestSubmission"] | components["schemas"]["FlatBody"];
        AttemptErrorView: {
            /** @description The attempt that failed. */
            attempt: number;
            /** @description What caused it, the nearest first. Not there with ERROR_DETAILS=off. */
            causes?: components["schemas"]["CauseView"][];
            /**
             * @description Stable, for programs: `timeout`, `expired`, `invalid_input`, `provider_rejected`, `provider_unavailable`, `rate_limited`, `worker_lost`, `result_too_large`, `internal`, or one that the task type names.
             * @example internal
             */
            code: string;
            /** @description For people. */
            message: string;
            /** @description Whether another attempt can make sense. */
            retryable: boolean;
            /** @description Where it was thrown, in the sources. Not there with ERROR_DETAILS=off. */
            stack?: string;
        };
        AttemptList: {
            data: components["schemas"]["AttemptView"][];
        };
        AttemptsView: {
            /** @description Started so far. */
            made: number;
            /** @description How many there may be. */
            max: number;
        };
        AttemptView: {
            error: components["schemas"]["AttemptErrorView"] | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description 1 for the first. */
            number: number;
            /** @enum {string|null} */
            outcome: "completed" | "failed" | "cancelled" | "released" | "lost" | null;
            /** Format: date-time */
            startedAt: string;
            /** Format: uuid */
            worker: string;
        };
        Batch: {
            tasks: components["schemas"]["AnySubmission"][];
        };
        BulkActionBody: {
            /** @enum {string} */
            action: "cancel" | "retry" | "delete";
            /**
             * @description Only count what matches.
             * @default false
             */
            dryRun?: boolean;
            /** @description The filters of GET /tasks; an empty one matches every task. */
            filter: components["schemas"]["FilterBody"];
        };
        BulkActionView: {
            /** @enum {string} */
            action: "cancel" | "retry" | "delete";
            /** Format: date-time */
            createdAt: string;
            done: number;
            /** @description Tasks whose state did not allow it, such as a retry of a COMPLETED one. */
            failed: number;
            /** Format: date-time */
            finishedAt: string | null;
            /** Format: uuid */
            id: string;
            /** @description Tasks that matched when it began. */
            matched: number;
            /**
             * @description FAILED: the database refused it again and again.
             * @enum {string}
             */
            status: "RUNNING" | "COMPLETED" | "CANCELLED" | "FAILED";
        };
        BulkCountView: {
            /** @description Tasks that match now. */
            matched: number;
        };
        /** @description An arithmetic expression. */
        CalculationInput: {
            /** @description Numbers, + - * / % ^ (or **) and parentheses, such as "0.1 + 0.2". */
            expression: string;
        };
        CalculationResult: {
            expression: string;
            /** @description A decimal; exact, or rounded to 50 significant digits where it has more. */
            value: string;
        };
        CauseView: {
            /** @example connect ECONNREFUSED 10.0.0.5:5432 */
            message: string;
            /** @example Error */
            name: string;
            /** @description Where it was thrown, in the sources. */
            stack?: string;
        };
        ClaimBody: {
            /** @description Of the tasks of one answer. */
            max: number;
            /**
             * @description Task types that workers registered.
             * @example [
             *       "acme.resize"
             *     ]
             */
            types: string[];
            /**
             * @description How long to wait for the first task.
             * @default 0
             */
            waitSeconds?: number;
            worker: components["schemas"]["WorkerBody"];
            /**
             * Format: uuid
             * @description As the claim before answered it.
             */
            workerId?: string;
        };
        ClaimedTaskView: {
            /** @description 1 for the first. */
            attempt: number;
            /** @description Equal for every delivery of the same run; another after a retry. Pass it on to what the work calls. */
            idempotencyKey: string;
            lease: components["schemas"]["LeaseView"];
            task: components["schemas"]["TaskView"];
        };
        ClaimView: {
            /** @description How long a lease lasts after a claim or a heartbeat. */
            leaseSeconds: number;
            /** @description Empty where nothing came in time. */
            tasks: components["schemas"]["ClaimedTaskView"][];
            /**
             * Format: uuid
             * @description Send it with the next claim and each heartbeat.
             */
            workerId: string;
        };
        CompleteBody: {
            /** @description By the type's schema. */
            result: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
            /** @description Tokens that a model used. */
            usage?: components["schemas"]["UsageBody"];
        };
        DefaultsView: {
            maxAttempts: number;
            priority: number;
            /** @description Before the first retry; it doubles with each. */
            retryDelayMs: number;
            /** @description For one attempt. */
            timeoutMs: number;
        };
        /** @description Computes an arithmetic expression in exact decimals. */
        DemoCalculationSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["CalculationInput"];
            /** @default 4 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 10000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "demo.calculation";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        /** @description Sends a mail by SMTP_URL; where that is not set, writes it as an .eml file under DATA_DIR/mail. */
        DemoEmailSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["EmailInput"];
            /** @default 8 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 60000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "demo.email";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        /** @description Checks what a file is, has it scanned, looks into it, and makes a thumbnail of a picture or of the first page of a PDF. */
        DemoFileProcessingSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["FileProcessingInput"];
            /** @default 4 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 300000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "demo.file-processing";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        /** @description Reports on the tasks of a period: a PDF with figures, charts and tables, or a CSV with one line a task. */
        DemoReportSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["ReportInput"];
            /** @default 4 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 600000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "demo.report";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        /** @description Fails with a given probability, to show retries. */
        DemoUnreliableSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["UnreliableInput"];
            /** @default 4 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 60000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "demo.unreliable";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        /** @description A mail to send. */
        EmailInput: {
            /** @description The same as HTML, shown by readers that can. */
            html?: string;
            /** @description One line. */
            subject: string;
            /** @description The mail as plain text. */
            text: string;
            /** @description One address, or 1 to 50 of them. All get the same mail and see each other. */
            to: string | string[];
        };
        EmailResult: {
            /** @description The recipients that the mail server took. Those it refused are missing. */
            accepted: string[];
            /** @description The Message-ID header: the same in every attempt, so that a receiver can drop a double; another after a retry by hand. */
            messageId: string;
            /**
             * @description `smtp`, or `file` where SMTP_URL is not set: DATA_DIR/mail/<task id>.eml.
             * @enum {string}
             */
            transport: "smtp" | "file";
        };
        ErrorsView: {
            /** @example provider_unavailable */
            code: string;
            /**
             * Format: date-time
             * @description When the step begins in which it happened last.
             */
            lastAt: string;
            /** @description Tasks that FAILED with it. */
            tasks: number;
            /** @example ai.text-generation */
            type: string;
        };
        FailBody: {
            error: components["schemas"]["WorkErrorBody"];
            /** @description Not to be tried before. */
            retryAfterSeconds?: number;
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
        };
        FieldProblem: {
            /**
             * @description What is wrong with it.
             * @example must be a string
             */
            message: string;
            /**
             * @description Where in what was sent, dotted.
             * @example input.prompt
             */
            path: string;
        };
        FileProcessingInput: {
            /**
             * Format: uuid
             * @description What POST /files answered with. The file is kept as long as this task.
             */
            fileId: string;
            /**
             * @description In pixels; the thumbnail is never larger than the picture, and at most twice as high as wide.
             * @default 256
             */
            thumbnailWidth?: number;
        };
        FileProcessingResult: {
            /** @description By `kind`: `image`, `pdf`, `text`, `csv`, `json`, `archive`, or `other`, of which size and type are all that is known. */
            analysis: {
                kind?: string;
            } & {
                [key: string]: unknown;
            };
            /** @description What the bytes are, by their magic number; of text, what its name and its client say that it is. */
            mediaType: string;
            /** @description `status` is `clean`, or `skipped` with a `reason` where no scanner is configured. An infected file fails the task. */
            scan: Record<string, never>;
            /** @description Of the bytes, hexadecimal. */
            sha256: string;
            /** @description In bytes. */
            size: number;
            /**
             * Format: uuid
             * @description A WebP picture: GET /api/v1/files/{thumbnailFileId}. Null where the file has no picture. It is removed with this task.
             */
            thumbnailFileId?: string;
        };
        FileView: {
            /**
             * Format: uuid
             * @description A UUIDv7: the `fileId` of file tasks.
             */
            id: string;
            /**
             * @description What the client said it is, without parameters.
             * @example image/jpeg
             */
            mediaType: string;
            /**
             * @description Without folders and control characters.
             * @example holiday.jpg
             */
            name: string;
            /** @description The digest of the bytes, hexadecimal. */
            sha256: string;
            /**
             * @description In bytes.
             * @example 48213
             */
            size: number;
        };
        FilterBody: {
            /** Format: date-time */
            createdAfter?: string;
            /** Format: date-time */
            createdBefore?: string;
            /** @description Failed with any of these codes, or its last attempt did. */
            errorCode?: string[];
            /**
             * Format: date-time
             * @description Ended after this.
             */
            finishedAfter?: string;
            /**
             * Format: date-time
             * @description Ended before this.
             */
            finishedBefore?: string;
            /** @description Has these values at these keys of its metadata; `"metadata.customer": ["42", "43"]` says any of them. */
            metadata?: {
                [key: string]: string;
            };
            /** @description Any of these queues. */
            queue?: string[];
            /** @description Made by any of these schedules, by their ids. */
            schedule?: string[];
            /** @description Text in input, result, error, tags or metadata, in any case; or the id of a task. */
            search?: string;
            /** @description Any of these. */
            status?: ("PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED")[];
            /** @description With any of these tags. */
            tag?: string[];
            /** @description Any of these types. */
            type?: string[];
            /** @description Run last by any of these workers: ids, or `host:pid` of one that GET /workers lists. */
            worker?: string[];
        };
        FlatBody: {
            /** @description A model of the provider's; unset: its default. */
            model?: string;
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * @description What the model is asked.
             * @example What is artificial intelligence?
             */
            prompt: string;
            /** @description Unset: DEFAULT_PROVIDER. */
            provider?: string;
            /** @description Not allowed here. */
            type?: never;
        };
        HeartbeatBody: {
            /** @description What the worker holds. */
            leases: components["schemas"]["LeaseBody"][];
            /**
             * Format: uuid
             * @description As the claim answered it.
             */
            workerId: string;
        };
        HeartbeatView: {
            /** @description In the order sent. */
            leases: components["schemas"]["LeaseStateView"][];
        };
        /** @description A request to an endpoint. */
        HttpRequestInput: {
            /** @description A text is sent as it is, all else as JSON. Not with GET and HEAD. */
            body?: Record<string, never> | unknown[] | string | number | boolean | null;
            /** @description Sent as they are. They are stored with the task: give no secret that may not be read there. */
            headers?: {
                [key: string]: string;
            };
            /**
             * @description `POST` by default.
             * @enum {string}
             */
            method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** @description How long the whole answer may take, in milliseconds; 30,000 by default. Not the callback. */
            timeoutMs?: number;
            /** @description Begins with https:// or http://, and leads to a public address. */
            url: string;
        };
        /** @description The answer of the endpoint; or, where a callback completed the task, what the callback gave. */
        HttpRequestResult: {
            [key: string]: unknown;
        } | {
            /** @description JSON as a value, a text as a text, all else as base64. */
            body: unknown;
            /**
             * @description How `body` is to be read.
             * @enum {string}
             */
            bodyEncoding: "json" | "text" | "base64";
            /** @description By lower-case name, 100 at most; those that came several times are joined by commas. */
            headers: {
                [key: string]: string;
            };
            /** @description From 200 to 299. */
            status: number;
            /** @description Whether the body was larger than what is kept of it. */
            truncated: boolean;
        } | Record<string, never>;
        /** @description Calls an endpoint. It may answer at once, or later by a callback: 202 with the header Task-Callback: later. */
        HttpRequestSubmission: {
            /**
             * Format: date-time
             * @description Not started by then, the task fails with `expired`.
             */
            expiresAt?: string;
            input: components["schemas"]["HttpRequestInput"];
            /** @default 4 */
            maxAttempts?: number;
            /** @description Anything of yours, at most 16 KiB; it comes back as it is. */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * @description 10 is the most urgent.
             * @default 1
             */
            priority?: number;
            /**
             * Format: date-time
             * @description Not to be started before.
             */
            runAt?: string;
            /** @description To find it by. */
            tags?: string[];
            /** @default 3600000 */
            timeoutMs?: number;
            /** @enum {string} */
            type: "http.request";
            /** @description Who is told when it ends. */
            webhook?: components["schemas"]["WebhookBody"];
        };
        LeaseBody: {
            /**
             * Format: uuid
             * @description Of the task.
             */
            id: string;
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
        };
        LeaseStateView: {
            /**
             * Format: date-time
             * @description Null where it is lost.
             */
            expiresAt: string | null;
            /** Format: uuid */
            id: string;
            /**
             * @description `cancelling`: stop the work, and release or fail it. `lost`: another worker may have it.
             * @enum {string}
             */
            state: "held" | "cancelling" | "lost";
        };
        LeaseView: {
            /**
             * Format: date-time
             * @description Send a heartbeat before.
             */
            expiresAt: string;
            /**
             * Format: uuid
             * @description Each call about the task brings it.
             */
            token: string;
        };
        LinksView: {
            cancel: string;
            events: string;
            retry: string;
            self: string;
        };
        LogBody: {
            /** @description Fields of the line. */
            data?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error";
            /** @description No prompt and no secret; cut at 1,000 characters. */
            message: string;
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
        };
        PercentilesView: {
            p50: number | null;
            p95: number | null;
            p99: number | null;
        };
        PointView: {
            accepted: number;
            /**
             * Format: date-time
             * @description When the step begins.
             */
            at: string;
            cancelled: number;
            completed: number;
            failed: number;
            runMs: components["schemas"]["PercentilesView"];
            /** @description Input and output, of all models. */
            tokens: number;
            waitMs: components["schemas"]["PercentilesView"];
        };
        Problem: {
            /**
             * @description Stable, for programs.
             * @example invalid_input
             * @enum {string}
             */
            code: "body_too_large" | "conflict" | "database_unavailable" | "error" | "file_storage_unavailable" | "file_too_large" | "forbidden" | "headers_too_large" | "idempotency_key_reused" | "idempotent_task_gone" | "internal" | "invalid_input" | "invalid_request" | "lease_lost" | "method_not_allowed" | "not_found" | "overloaded" | "range_not_satisfiable" | "request_timeout" | "secrets_unavailable" | "too_many_requests" | "too_many_wrong_keys" | "unauthorized" | "unavailable" | "unprocessable" | "unsupported_encoding" | "unsupported_media_type" | "upload_aborted" | "uri_too_long" | "wrong_offset";
            /** @description What happened and what to do. */
            detail: string;
            /** @description Every field that is wrong. */
            errors?: components["schemas"]["FieldProblem"][];
            /**
             * @description The request's path.
             * @example /api/v1/tasks
             */
            instance: string;
            /**
             * @description The HTTP status.
             * @example 400
             */
            status: number;
            /**
             * @description The status's name.
             * @example Bad Request
             */
            title: string;
            /**
             * @description A URI for this kind of problem.
             * @example about:blank
             */
            type: string;
        };
        ProgressBody: {
            message?: string;
            /** @description A lower one than before changes nothing. */
            percent: number;
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
        };
        ProgressView: {
            message: string | null;
            percent: number;
        };
        ProviderOptions: {
            anthropic?: Record<string, never>;
            deepseek?: Record<string, never>;
            openai?: Record<string, never>;
            "openai-compatible"?: Record<string, never>;
            simulated?: components["schemas"]["SimulatedOptions"];
        };
        QueueAlertView: {
            /** @description `waiting`: too many wait. `age`: one has waited for too long. */
            reasons: ("waiting" | "age")[];
            /** Format: date-time */
            since: string;
        };
        QueueList: {
            data: components["schemas"]["QueueView"][];
        };
        QueuePatch: {
            /**
             * @description How many of its tasks may run at once in the whole cluster; null for no limit.
             * @example 20
             */
            concurrency: number | null;
        };
        QueuePointView: {
            /** @description The most that ran. */
            active: number;
            /**
             * Format: date-time
             * @description When the step begins.
             */
            at: string;
            /** @description The longest wait; null where none waited. */
            oldestWaitingAgeSeconds: number | null;
            /** @description The most that waited. */
            waiting: number;
        };
        QueueSeriesView: {
            /** @example ai_processing */
            name: string;
            /** @description Steps without a sample, when nothing was running, are left out. */
            series: components["schemas"]["QueuePointView"][];
        };
        QueueView: {
            /** @description Running. */
            active: number;
            /** @description While it is longer or older than its limit; null else. */
            alert: components["schemas"]["QueueAlertView"] | null;
            /** @description How many of its tasks may run at once in the whole cluster; null for no limit. */
            concurrency: number | null;
            /** @description To be started later. */
            delayed: number;
            /** @description Slots of workers that it could use now: for tasks that run, and for those that may start. For autoscalers. */
            demand: number;
            /** @description FAILED and not removed. */
            failed: number;
            /** @description Tasks that failed, over the last 5 minutes. */
            failureRatePerMinute: number;
            /** @example ai_processing */
            name: string;
            /** @description How long the task has waited that waits longest; null where none does. */
            oldestWaitingAgeSeconds: number | null;
            /** @description Whether workers are to take nothing from it. */
            paused: boolean;
            /** @description From started to ended, over the last 5 minutes. */
            runMs: components["schemas"]["PercentilesView"];
            /** @description Tasks that ended, over the last 5 minutes. */
            throughputPerMinute: number;
            /** @description Due, and not started. */
            waiting: number;
            /** @description From due to started, over the last 5 minutes. */
            waitMs: components["schemas"]["PercentilesView"];
            /** @description Online workers that take from it. */
            workers: number;
        };
        RedeliveryView: {
            /**
             * @description It is sent within a moment; the list of deliveries shows how it went.
             * @enum {string}
             */
            status: "pending";
        };
        ReleaseBody: {
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
        };
        /** @description Which report, over which tasks: those that were accepted from `from` on and before `to`. */
        ReportInput: {
            /**
             * @description `pdf`: figures, charts and tables. `csv`: one line a task, UTF-8, for a spreadsheet.
             * @enum {string}
             */
            format: "pdf" | "csv";
            /** @description 24 hours before `to` where it is left out. A day begins at midnight UTC. */
            from?: string;
            /**
             * @description Stands on the report and in its file name.
             * @default Task report
             */
            title?: string;
            /** @description The start of the attempt where it is left out. A day is not itself part of the report. */
            to?: string;
        };
        ReportResult: {
            /**
             * Format: uuid
             * @description The report: GET /api/v1/files/{fileId}. It is removed with this task.
             */
            fileId: string;
            /** @description Of a PDF; null for a CSV. */
            pages?: number;
            /** @description The tasks that it covers. */
            rows: number;
        };
        ScheduleBody: {
            /**
             * @description Whether firings that were missed while nothing ran are made up for: once together, or not at all.
             * @default false
             */
            catchUp?: boolean;
            /**
             * @description When it fires: 5 fields, or 6 with the seconds first. Either this or everyMs.
             * @example 0 8 * * MON-FRI
             */
            cron?: string | null;
            /**
             * @description False: it is paused.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description The time between two firings. Either this or cron.
             * @example null
             */
            everyMs?: number | null;
            /**
             * @description Unique; without one it is made of the type of the task.
             * @example daily digest
             */
            name?: string;
            /**
             * @description What each firing submits, without runAt and expiresAt.
             * @example {
             *       "type": "ai.text-generation",
             *       "input": {
             *         "prompt": "What is new today?"
             *       }
             *     }
             */
            task: components["schemas"]["AnySubmission"];
            /**
             * @description In which cron is meant, an IANA name.
             * @default UTC
             * @example Europe/Berlin
             */
            timeZone?: string;
        };
        ScheduleChanges: {
            /**
             * @description Whether firings that were missed while nothing ran are made up for: once together, or not at all.
             * @default false
             */
            catchUp?: boolean;
            /**
             * @description When it fires: 5 fields, or 6 with the seconds first. Either this or everyMs.
             * @example 0 8 * * MON-FRI
             */
            cron?: string | null;
            /**
             * @description False: it is paused.
             * @default true
             */
            enabled?: boolean;
            /**
             * @description The time between two firings. Either this or cron.
             * @example null
             */
            everyMs?: number | null;
            /**
             * @description Unique; without one it is made of the type of the task.
             * @example daily digest
             */
            name?: string;
            /**
             * @description What each firing submits, without runAt and expiresAt.
             * @example {
             *       "type": "ai.text-generation",
             *       "input": {
             *         "prompt": "What is new today?"
             *       }
             *     }
             */
            task?: components["schemas"]["AnySubmission"];
            /**
             * @description In which cron is meant, an IANA name.
             * @default UTC
             * @example Europe/Berlin
             */
            timeZone?: string;
        };
        ScheduleLinks: {
            self: string;
            /** @description The tasks that it made. */
            tasks: string;
            trigger: string;
        };
        SchedulePage: {
            /** @description By name. */
            data: components["schemas"]["ScheduleView"][];
            /** @description For the next page; null at the end. */
            nextCursor: string | null;
        };
        ScheduleView: {
            catchUp: boolean;
            /** Format: date-time */
            createdAt: string;
            /** @example 0 8 * * MON-FRI */
            cron: string | null;
            /**
             * @description In words.
             * @example At 08:00, Monday through Friday (Europe/Berlin)
             */
            description: string;
            /** @description False: it is paused. */
            enabled: boolean;
            /** @example null */
            everyMs: number | null;
            /** Format: uuid */
            id: string;
            /** @description Why its last firing made no task. */
            lastError: string | null;
            /**
             * Format: date-time
             * @description When it last made a task.
             */
            lastRunAt: string | null;
            /**
             * Format: uuid
             * @description The task that it made last.
             */
            lastTaskId: string | null;
            links: components["schemas"]["ScheduleLinks"];
            /** @example daily digest */
            name: string;
            /**
             * Format: date-time
             * @description Null while it is paused.
             * @example 2026-12-01T07:00:00.000Z
             */
            nextRunAt: string | null;
            /**
             * @description The next times, nextRunAt first.
             * @example [
             *       "2026-12-01T07:00:00.000Z",
             *       "2026-12-02T07:00:00.000Z",
             *       "2026-12-03T07:00:00.000Z"
             *     ]
             */
            nextRuns: string[];
            /** @description What each firing submits. The URL of a webhook comes without its query and the long parts of its path; sent back so, it stays as it was, with its secret. */
            task: {
                [key: string]: unknown;
            };
            /** @example Europe/Berlin */
            timeZone: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SimulatedOptions: {
            /** @description Another seed makes another text of the same prompt. */
            seed?: number;
            /** @description Pace of the simulated text; 10 by default, about 13 s for a text. */
            wordsPerSecond?: number;
        };
        StatsView: {
            /** @description By type and code, the most frequent first; 20 at most. */
            errors: components["schemas"]["ErrorsView"][];
            /** Format: date-time */
            from: string;
            queues: components["schemas"]["QueueSeriesView"][];
            /** @description One a step, oldest first; the last step is not over. */
            series: components["schemas"]["PointView"][];
            stepSeconds: number;
            /** Format: date-time */
            to: string;
            /** @description By model, the 200 most used first. */
            tokens: components["schemas"]["TokensView"][];
            totals: components["schemas"]["TotalsView"];
            types: components["schemas"]["TypeTotalsView"][];
            /** @enum {string} */
            window: "15m" | "1h" | "24h" | "7d";
        };
        StatusCountView: {
            /** @description Null where counting would take too long. */
            count: number | null;
            /** @description There are more than were counted. */
            more: boolean;
            /** @enum {string} */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
        };
        TaskCounts: {
            /** @description Every status once. */
            data: components["schemas"]["StatusCountView"][];
        };
        TaskErrorView: {
            /** @description The attempt that failed. */
            attempt: number;
            /**
             * @description Stable, for programs: `timeout`, `expired`, `invalid_input`, `provider_rejected`, `provider_unavailable`, `rate_limited`, `worker_lost`, `result_too_large`, `internal`, or one that the task type names.
             * @example internal
             */
            code: string;
            /** @description For people. */
            message: string;
            /** @description Whether another attempt can make sense. */
            retryable: boolean;
        };
        /** @description The input of each task type, by its name. */
        TaskInputs: {
            "ai.text-generation": components["schemas"]["TextGenerationInput"];
            "demo.calculation": components["schemas"]["CalculationInput"];
            "demo.email": components["schemas"]["EmailInput"];
            "demo.file-processing": components["schemas"]["FileProcessingInput"];
            "demo.report": components["schemas"]["ReportInput"];
            "demo.unreliable": components["schemas"]["UnreliableInput"];
            "http.request": components["schemas"]["HttpRequestInput"];
        };
        TaskLogList: {
            data: components["schemas"]["TaskLogView"][];
            /** @description The `after` for what did not fit in 4 MiB; null where all is here. */
            nextAfter: number | null;
        };
        TaskLogView: {
            /** Format: date-time */
            at: string;
            /** @description The attempt that logged it. */
            attempt: number;
            fields: {
                [key: string]: unknown;
            } | null;
            /** @description Grows within the task; for `after`. */
            id: number;
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error";
            message: string;
        };
        TaskPage: {
            data: components["schemas"]["TaskView"][];
            /** @description For the next page; null at the end. */
            nextCursor: string | null;
        };
        /** @description The result of each task type, by its name. */
        TaskResults: {
            "ai.text-generation": components["schemas"]["TextGenerationResult"];
            "demo.calculation": components["schemas"]["CalculationResult"];
            "demo.email": components["schemas"]["EmailResult"];
            "demo.file-processing": components["schemas"]["FileProcessingResult"];
            "demo.report": components["schemas"]["ReportResult"];
            "demo.unreliable": components["schemas"]["UnreliableResult"];
            "http.request": components["schemas"]["HttpRequestResult"];
        };
        TaskTypeBody: {
            /** @example Resizes a picture. */
            description: string;
            /** @description Inputs that run as they stand, by title. */
            examples?: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** @description The JSON Schema (draft 2020-12) of its input. `pattern` is RE2: no look-around. */
            input: {
                [key: string]: unknown;
            };
            /**
             * @description All attempts, the first included.
             * @default 4
             */
            maxAttempts?: number;
            /**
             * @description One that is there, or a new one.
             * @example images
             */
            queue: string;
            /** @description The JSON Schema of its result. */
            result: {
                [key: string]: unknown;
            };
            /**
             * @description Before the first retry; it doubles with each.
             * @default 1000
             */
            retryDelayMs?: number;
            /**
             * @description For one attempt.
             * @default 60000
             */
            timeoutMs?: number;
        };
        TaskTypeList: {
            data: components["schemas"]["TaskTypeView"][];
        };
        TaskTypeView: {
            defaults: components["schemas"]["DefaultsView"];
            description: string;
            /** @description Inputs that run as they stand, by title. */
            examples: {
                [key: string]: unknown;
            };
            /** @description A JSON Schema. */
            inputSchema: {
                [key: string]: unknown;
            };
            /** @example demo.calculation */
            name: string;
            /** @example demo_tasks */
            queue: string;
            /** @description A JSON Schema. */
            resultSchema: {
                [key: string]: unknown;
            };
        };
        TaskView: {
            attempts: components["schemas"]["AttemptsView"];
            /** Format: date-time */
            createdAt: string;
            /** @description Why it failed, or why the last attempt did. */
            error: components["schemas"]["TaskErrorView"] | null;
            /** Format: date-time */
            expiresAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /**
             * Format: uuid
             * @description A UUIDv7.
             */
            id: string;
            input: {
                [key: string]: unknown;
            };
            links: components["schemas"]["LinksView"];
            metadata: {
                [key: string]: unknown;
            };
            priority: number;
            progress: components["schemas"]["ProgressView"];
            /** @example ai_processing */
            queue: string;
            result: {
                [key: string]: unknown;
            } | null;
            /**
             * Format: date-time
             * @description When it may start, or when its next attempt does.
             */
            runAt: string | null;
            /**
             * @description Only in lists, and in the answer to a batch: which of the two are longer than 16 KiB of JSON and stand here shortened.
             *     Then at most 10 of its fields are here, long texts end with "…" after 250 characters, and other long fields are left out, all of them
             *     where the value is very long. GET /tasks/{id} has it whole.
             */
            shortened?: ("input" | "result")[];
            /** Format: date-time */
            startedAt: string | null;
            /**
             * @description PENDING also while it waits for its next attempt.
             * @enum {string}
             */
            status: "PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
            tags: string[];
            /** @description For one attempt. */
            timeoutMs: number;
            /** @description Of the trace in which it was submitted; null where it was submitted untraced. */
            traceId: string | null;
            /** @example ai.text-generation */
            type: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Tokens, for AI work. */
            usage: components["schemas"]["UsageView"] | null;
            /** @description Why it has not started, at most some 2 s ago; null unless PENDING. */
            waitingFor: components["schemas"]["WaitingForView"] | null;
            /**
             * Format: uuid
             * @description The worker that runs it or ran it last.
             */
            worker: string | null;
        };
        TextBody: {
            /**
             * @description How many bytes of text (UTF-8) this attempt has sent before. With it the call may safely be made again.
             * @example 0
             */
            offset?: number;
            /** @description The next piece of the text that the task generates. */
            text: string;
            /**
             * Format: uuid
             * @description Of the lease, as the claim answered it.
             */
            token: string;
        };
        /** @description A text to generate. */
        TextGenerationInput: {
            /** @description The answer stops after this many tokens. */
            maxTokens?: number;
            /** @description The model's name as its provider knows it. */
            model?: string;
            /** @description What the model is asked. */
            prompt: string;
            /** @description The provider that writes; the default provider where none is named. */
            provider?: string;
            /** @description Options that only one provider understands, by its name. */
            providerOptions?: components["schemas"]["ProviderOptions"];
            /** @description How the model should behave. */
            system?: string;
            /** @description How much chance there is in the words; 0 is the least. */
            temperature?: number;
        };
        TextGenerationResult: {
            /** @enum {string} */
            finishReason: "stop" | "length" | "content-filter" | "tool-calls" | "other" | "unknown";
            model: string;
            provider: string;
            /** @description True where no language model was asked: the text is made up. */
            simulated: boolean;
            text: string;
        };
        TokensView: {
            inputTokens: number;
            model: string;
            outputTokens: number;
            provider: string;
            tasks: number;
            totalTokens: number;
        };
        TotalsView: {
            accepted: number;
            cancelled: number;
            completed: number;
            failed: number;
            /** @description From started to ended, the last attempt. */
            runMs: components["schemas"]["PercentilesView"];
            /** @description COMPLETED of COMPLETED and FAILED; null where none. */
            successRatio: number | null;
            /** @description From due to started. */
            waitMs: components["schemas"]["PercentilesView"];
        };
        TypeTotalsView: {
            accepted: number;
            cancelled: number;
            completed: number;
            failed: number;
            /** @description From started to ended, the last attempt. */
            runMs: components["schemas"]["PercentilesView"];
            /** @description COMPLETED of COMPLETED and FAILED; null where none. */
            successRatio: number | null;
            /** @example ai.text-generation */
            type: string;
            /** @description From due to started. */
            waitMs: components["schemas"]["PercentilesView"];
        };
        /** @description How unreliable. */
        UnreliableInput: {
            /**
             * @description Probability that an attempt fails.
             * @default 0.7
             */
            failureProbability?: number;
            /** @description With a seed the same attempts fail every time. */
            seed?: number;
        };
        UnreliableResult: {
            /** @description The attempt that succeeded, from 1. */
            attempt: number;
        };
        UploadForm: {
            /**
             * Format: binary
             * @description The file. The form holds nothing else.
             */
            file: string;
        };
        UsageBody: {
            inputTokens: number;
            model: string;
            outputTokens: number;
            provider: string;
            totalTokens: number;
        };
        UsageView: {
            inputTokens: number;
            model: string;
            outputTokens: number;
            provider: string;
            totalTokens: number;
        };
        WaitingForView: {
            /**
             * @description `time`: its time, or its next attempt. `paused`: its queue is paused. `limit`: as many tasks of its queue run as may. `worker`: no worker that takes from its queue is online, or all are busy with tasks before it.
             * @enum {string}
             */
            reason: "time" | "worker" | "paused" | "limit";
            /**
             * Format: date-time
             * @description Where it waits for a time.
             */
            until?: string;
        };
        WebhookBody: {
            /** @description Which ends to tell; unset: all. */
            events?: ("completed" | "failed" | "cancelled")[];
            /** @description Signs the event by Standard Webhooks: `whsec_` and the base64 of 24 to 64 bytes. It is never shown again. Unset: the WEBHOOK_SECRET of the installation, where there is one. */
            secret?: string;
            /**
             * Format: uri
             * @description Where the event is POSTed to. A private, local or reserved address is refused.
             * @example https://example.com/hooks/tasks
             */
            url: string;
        };
        WebhookDeliveryList: {
            /** @description First one first. */
            data: components["schemas"]["WebhookDeliveryView"][];
        };
        WebhookDeliveryView: {
            /** @description 1 for the first. */
            attempt: number;
            /** @description Null while it is under way. */
            durationMs: number | null;
            error: components["schemas"]["WebhookErrorView"] | null;
            /** @enum {string} */
            event: "task.completed" | "task.failed" | "task.cancelled";
            /**
             * Format: date-time
             * @description As it was planned when this try ended; null where none was to follow.
             */
            nextTryAt: string | null;
            /**
             * @description Null while it is under way; `gone` after a 410; `lost` where the worker ended before it knew.
             * @enum {string|null}
             */
            outcome: "delivered" | "failed" | "gone" | "lost" | null;
            /** Format: date-time */
            startedAt: string;
            /** @description What the destination answered; null where it did not. */
            status: number | null;
            /**
             * Format: uuid
             * @description The `webhook-id`: the same for every try of an event.
             */
            webhookId: string;
        };
        WebhookErrorView: {
            /**
             * @description Stable, for programs.
             * @enum {string}
             */
            code: "connection" | "forbidden_address" | "gone" | "no_secret" | "proxy" | "redirect" | "refused" | "secret_unreadable" | "timeout" | "tls" | "unknown_host";
            /** @description For people. */
            message: string;
        };
        WorkerBody: {
            /** @description Where it runs; unset: its name. */
            host?: string;
            /** @description What it is called, such as `resizer`. */
            name: string;
            pid?: number;
            /** @description Of its code. */
            version?: string;
        };
        WorkerList: {
            data: components["schemas"]["WorkerView"][];
        };
        WorkErrorBody: {
            /** @example broken_image */
            code: string;
            /** @description Clients read it: no prompt and no secret. */
            message: string;
            /** @description Whether another attempt makes sense. */
            retryable: boolean;
        };
        WorkerView: {
            activeTasks: number;
            /** @description Since it started. */
            completed: number;
            /** @description Tasks of one queue that it runs at once. */
            concurrency: number;
            /** @description CPU time a second of time, lately; 1 is one core, threads may bring it above. */
            cpuRatio: number | null;
            /** @description Since it started. */
            failed: number;
            host: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            lastHeartbeatAt: string;
            /** @description Resident memory of its process. */
            memoryBytes: number | null;
            /** @description What a worker over HTTP calls itself. */
            name: string | null;
            /** @description Null for a worker over HTTP that does not say. */
            pid: number | null;
            queues: string[];
            /** Format: date-time */
            startedAt: string;
            /** @enum {string} */
            status: "online" | "draining" | "lost";
            /** @description The types of tasks that it takes; null for a worker of an older version, which takes whatever its queues have. */
            types: string[] | null;
            version: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    startBulkAction: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkActionBody"];
            };
        };
        responses: {
            /** @description A dry run. */
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCountView"];
                };
            };
            /** @description Started. */
            202: {
                headers: {
                    /** @description Where to follow it. */
                    Location?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActionView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBulkAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bulk action's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActionView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/bulk-actions/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelBulkAction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The bulk action's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkActionView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/bulk-actions/{id}/cancel",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description The same for clients that cannot set the header. The header wins. */
                after?: number;
            };
            header?: {
                /** @description Goes on after this event: nothing is lost and nothing comes twice, whichever process answers. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. A comment is sent at least every 15 s. */
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 12
                     *     event: status
                     *     data: {"taskId": "01920000-0000-7000-8000-000000000000", "status": "PROCESSING", "attempt": 1, "at": "2026-12-01T08:00:00.020Z"}
                     *
                     *     id: 20
                     *     event: progress
                     *     data: {"taskId": "01920000-0000-7000-8000-000000000000", "percent": 5, "message": "3 words"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadFile: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["UploadForm"];
            };
        };
        responses: {
            /** @description Stored. */
            201: {
                headers: {
                    /** @description The file's path. */
                    Location?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileView"];
                };
            };
            /** @description The form is broken, or holds something else than one file. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file is larger than MAX_FILE_BYTES. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Payload Too Large",
                     *       "status": 413,
                     *       "detail": "The file is too large: 52428800 bytes at most.",
                     *       "instance": "/api/v1/files",
                     *       "code": "file_too_large"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not multipart/form-data. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadFile: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of what the caller has. */
                "If-None-Match"?: string;
                /** @description A part of the bytes, such as `bytes=0-1023`. */
                Range?: string;
            };
            path: {
                /** @description The file's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes. */
            200: {
                headers: {
                    /** @description `bytes` */
                    "Accept-Ranges"?: string;
                    /** @description `attachment` with the file's name. */
                    "Content-Disposition"?: string;
                    /** @description The digest of the file's bytes. */
                    ETag?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    /** @description `bytes` */
                    "Accept-Ranges"?: string;
                    /** @description `attachment` with the file's name. */
                    "Content-Disposition"?: string;
                    /** @description The digest of the file's bytes. */
                    ETag?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The caller has it. */
            304: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist, or no longer. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no file with this id.",
                     *       "instance": "/api/v1/files",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/files/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The file has no such part. */
            416: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Range Not Satisfiable",
                     *       "status": 416,
                     *       "detail": "The file has 10 bytes.",
                     *       "instance": "/api/v1/files",
                     *       "code": "range_not_satisfiable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQueues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueList"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The queue's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/queues/{name}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The queue's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QueuePatch"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/queues/{name}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pauseQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The queue's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/queues/{name}/pause",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeQueue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The queue's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/queues/{name}/resume",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSchedules: {
        parameters: {
            query?: {
                /** @description The nextCursor of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePage"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    /** @description The schedule's path. */
                    Location?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The name is taken. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "Another schedule has this name.",
                     *       "instance": "/api/v1/schedules",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no schedule with this id.",
                     *       "instance": "/api/v1/schedules",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/schedules/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no schedule with this id.",
                     *       "instance": "/api/v1/schedules",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/schedules/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no schedule with this id.",
                     *       "instance": "/api/v1/schedules",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The name is taken. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "Another schedule has this name.",
                     *       "instance": "/api/v1/schedules",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/schedules/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    triggerSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The schedule's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new task. */
            201: {
                headers: {
                    /** @description The task's path. */
                    Location?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no schedule with this id.",
                     *       "instance": "/api/v1/schedules",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/schedules/{id}/trigger",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStats: {
        parameters: {
            query?: {
                window?: "15m" | "1h" | "24h" | "7d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatsView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTaskTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskTypeList"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerTaskType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskTypeBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskTypeView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The type is one of the server's own. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task type \"demo.calculation\" is one of the server's own; give yours another name.",
                     *       "instance": "/api/v1/task-types/demo.calculation",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/task-types/{name}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTaskType: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The type's name. */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken away. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The type is one of the server's own. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task type \"demo.calculation\" is one of the server's own; give yours another name.",
                     *       "instance": "/api/v1/task-types/demo.calculation",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/task-types/{name}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTasks: {
        parameters: {
            query?: {
                createdAfter?: string;
                createdBefore?: string;
                /** @description The nextCursor of the page before. */
                cursor?: string;
                /** @description Failed with any of these codes, or its last attempt did. */
                errorCode?: string[];
                /** @description Ended after this. */
                finishedAfter?: string;
                /** @description Ended before this. */
                finishedBefore?: string;
                /** @description Whether `input` and `result` come whole where they are longer than 16 KiB. Pages then hold fewer tasks. */
                full?: boolean;
                limit?: number;
                /** @description Has this value at a key of its metadata: `metadata[customer]=42`, or `metadata.customer=42`. Repeated: any of them. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description Any of these queues. */
                queue?: string[];
                /** @description Made by any of these schedules, by their ids. */
                schedule?: string[];
                /** @description Text in input, result, error, tags or metadata, in any case; or the id of a task. */
                search?: string;
                /** @description The order; a minus means the latest first. By `finishedAt` only tasks that have ended are listed. */
                sort?: "-createdAt" | "createdAt" | "-finishedAt" | "finishedAt";
                /** @description Any of these. */
                status?: ("PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED")[];
                /** @description With any of these tags. */
                tag?: string[];
                /** @description Any of these types. */
                type?: string[];
                /** @description Run last by any of these workers: ids, or `host:pid` of one that GET /workers lists. */
                worker?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body within 24 hours gives the first task again, as it is now; a number of the order or a UUID will do. Each caller has its own keys. */
                "Idempotency-Key"?: string;
                /** @description `wait=N`, such as `wait=10`: answer as soon as the task ends, at the latest after N seconds, 1 to 60, with the task as it then is. */
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnySubmission"];
            };
        };
        responses: {
            /** @description Accepted before, with the same Idempotency-Key. */
            200: {
                headers: {
                    /** @description Always `true`. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    /** @description The task's path. */
                    Location?: string;
                    /** @description `wait` where the answer waited. */
                    "Preference-Applied"?: string;
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another body. */
            422: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unprocessable Entity",
                     *       "status": 422,
                     *       "detail": "This Idempotency-Key was used with another body. Send the same body, or another key.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "idempotency_key_reused"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAttempts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttemptList"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/attempts",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancelTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/cancel",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    streamTaskEvents: {
        parameters: {
            query?: {
                /** @description The same for clients that cannot set the header. The header wins. */
                after?: number;
            };
            header?: {
                /** @description Goes on after this event: nothing is lost and nothing comes twice, whichever process answers. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. A comment is sent at least every 15 s. */
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: 4
                     *     event: status
                     *     data: {"status": "PENDING", "attempt": 0, "at": "2026-12-01T08:00:00.000Z"}
                     *
                     *     id: 12
                     *     event: status
                     *     data: {"status": "PROCESSING", "attempt": 1, "at": "2026-12-01T08:00:00.020Z"}
                     *
                     *     id: 16
                     *     event: delta
                     *     data: {"text": "Artificial intelligence is"}
                     *
                     *     id: 20
                     *     event: progress
                     *     data: {"percent": 5, "message": "3 words"}
                     */
                    "text/event-stream": string;
                };
            };
            /** @description The task has ended and the client has seen its `end`: an EventSource stops here. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/events",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listLogs: {
        parameters: {
            query?: {
                /** @description Only lines after the one with this id. */
                after?: number;
            };
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskLogList"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/logs",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/retry",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    runTaskNow: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/run-now",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/webhook-deliveries",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RedeliveryView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/tasks/{id}/webhook-deliveries/redeliver",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    submitBatch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same body within 24 hours gives the first task again, as it is now; a number of the order or a UUID will do. Each caller has its own keys. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description Accepted before, with the same Idempotency-Key. */
            200: {
                headers: {
                    /** @description Always `true`. */
                    "Idempotent-Replayed"?: "true";
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedTasks"];
                };
            };
            /** @description All accepted. */
            201: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedTasks"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The task's state does not allow it. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The task is COMPLETED and can no longer be cancelled.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "conflict"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another body. */
            422: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unprocessable Entity",
                     *       "status": 422,
                     *       "detail": "This Idempotency-Key was used with another body. Send the same body, or another key.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "idempotency_key_reused"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    countTasks: {
        parameters: {
            query?: {
                createdAfter?: string;
                createdBefore?: string;
                /** @description Failed with any of these codes, or its last attempt did. */
                errorCode?: string[];
                /** @description Ended after this. */
                finishedAfter?: string;
                /** @description Ended before this. */
                finishedBefore?: string;
                /** @description Has this value at a key of its metadata: `metadata[customer]=42`, or `metadata.customer=42`. Repeated: any of them. */
                metadata?: {
                    [key: string]: string;
                };
                /** @description Any of these queues. */
                queue?: string[];
                /** @description Made by any of these schedules, by their ids. */
                schedule?: string[];
                /** @description Text in input, result, error, tags or metadata, in any case; or the id of a task. */
                search?: string;
                /** @description Any of these. */
                status?: ("PENDING" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED")[];
                /** @description With any of these tags. */
                tag?: string[];
                /** @description Any of these types. */
                type?: string[];
                /** @description Run last by any of these workers: ids, or `host:pid` of one that GET /workers lists. */
                worker?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskCounts"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is no longer the task's; nothing was written. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The token is no longer the task's: it has ended, or was given to another worker.",
                     *       "instance": "/api/v1/work",
                     *       "code": "lease_lost"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/work/{id}/complete",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    failTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FailBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is no longer the task's; nothing was written. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The token is no longer the task's: it has ended, or was given to another worker.",
                     *       "instance": "/api/v1/work",
                     *       "code": "lease_lost"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/work/{id}/fail",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepLogLine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogBody"];
            };
        };
        responses: {
            /** @description Written. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is no longer the task's; nothing was written. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The token is no longer the task's: it has ended, or was given to another worker.",
                     *       "instance": "/api/v1/work",
                     *       "code": "lease_lost"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/work/{id}/logs",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reportProgress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProgressBody"];
            };
        };
        responses: {
            /** @description Written. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is no longer the task's; nothing was written. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The token is no longer the task's: it has ended, or was given to another worker.",
                     *       "instance": "/api/v1/work",
                     *       "code": "lease_lost"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/work/{id}/progress",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseTask: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is no longer the task's; nothing was written. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The token is no longer the task's: it has ended, or was given to another worker.",
                     *       "instance": "/api/v1/work",
                     *       "code": "lease_lost"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/work/{id}/release",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    appendText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The task's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextBody"];
            };
        };
        responses: {
            /** @description Written. */
            204: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The token is no longer the task's; or, with the code `wrong_offset`, a piece before is missing. Nothing was written. */
            409: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Conflict",
                     *       "status": 409,
                     *       "detail": "The token is no longer the task's: it has ended, or was given to another worker.",
                     *       "instance": "/api/v1/work",
                     *       "code": "lease_lost"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/work/{id}/text",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    claimTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClaimBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keepTasks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartbeatView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body came too slowly. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large. */
            413: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not JSON. */
            415: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWorkers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerList"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drainWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The worker's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/workers/{id}/drain",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undrainWorker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The worker's id. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkerView"];
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It does not exist. */
            404: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Not Found",
                     *       "status": 404,
                     *       "detail": "There is no task with this id.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "not_found"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A part of the path is too long. */
            414: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "URI Too Long",
                     *       "status": 414,
                     *       "detail": "A part of the path is too long.",
                     *       "instance": "/api/v1/workers/{id}/undrain",
                     *       "code": "uri_too_long"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The database is away; try again. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Service Unavailable",
                     *       "status": 503,
                     *       "detail": "The database does not answer. Nothing was changed, unless the connection broke during a write; try again.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "database_unavailable"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details?: {
                            [key: string]: unknown;
                        };
                        error?: {
                            [key: string]: unknown;
                        };
                        info?: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        status?: "ok" | "error" | "shutting_down";
                    };
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/health/live",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is not. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details?: {
                            [key: string]: unknown;
                        };
                        error?: {
                            [key: string]: unknown;
                        };
                        info?: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        status?: "ok" | "error" | "shutting_down";
                    };
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details?: {
                            [key: string]: unknown;
                        };
                        error?: {
                            [key: string]: unknown;
                        };
                        info?: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        status?: "ok" | "error" | "shutting_down";
                    };
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/health/ready",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It is not. */
            503: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        details?: {
                            [key: string]: unknown;
                        };
                        error?: {
                            [key: string]: unknown;
                        };
                        info?: {
                            [key: string]: unknown;
                        };
                        /** @enum {string} */
                        status?: "ok" | "error" | "shutting_down";
                    };
                };
            };
        };
    };
    scrape: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus's text format. */
            200: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description What was sent is not valid. */
            400: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Keys are needed, and none that is valid was sent. */
            401: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Unauthorized",
                     *       "status": 401,
                     *       "detail": "Send a valid key as \"Authorization: Bearer <key>\" or \"X-API-Key: <key>\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "unauthorized"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The key may not do this. */
            403: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Forbidden",
                     *       "status": 403,
                     *       "detail": "The key lacks the scope \"write\".",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "forbidden"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The headers, or the body, came too slowly. The connection is closed. */
            408: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many wrong keys came from this address. `Retry-After` says when to try again. */
            429: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "about:blank",
                     *       "title": "Too Many Requests",
                     *       "status": 429,
                     *       "detail": "Too many wrong keys came from this address.",
                     *       "instance": "/api/v1/tasks",
                     *       "code": "too_many_wrong_keys"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request line and the headers are larger than 16 KiB. The connection is closed. */
            431: {
                headers: {
                    /** @description The id under which the request is logged. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
