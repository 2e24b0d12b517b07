export { enqueue, jobHealth, type JobHealth } from './enqueue.ts'
export { faultOf, type Handler } from './batch.ts'
export { schedule, type Timed } from './schedule.ts'
export { startWorkers, type JobLog, type WorkerPorts, type Workers } from './workers.ts'
