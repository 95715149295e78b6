import { keptAnswers } from './answers.ts'

export type Names = {
  projectName: string
  clientId: string
  clientName: string
  taskName: string | null
}

/** What a project and a task are called, by what was read before: they were chosen from something on this device. */
export async function namesOf(projectId: string, taskId: string | null): Promise<Names> {
  const names = { projectName: '…', clientId: '', clientName: '', taskName: taskId && '…' }
  const answers = await keptAnswers()
  const objects = answers.flatMap(({ url, body }) => {
    const isTask = url.startsWith('/api/v1/tasks')
    return objectsIn(JSON.parse(body)).map((fields) => ({ fields, isTask }))
  })
  for (const { fields: each, isTask } of objects) {
    const { id, name } = each as { id?: unknown; name?: unknown }
    const isProject = id === projectId && !isTask
    if (isProject || each['projectId'] === projectId) {
      names.projectName = text(isProject ? name : each['projectName']) ?? names.projectName
      names.clientId = text(each['clientId']) ?? names.clientId
      names.clientName = text(each['clientName']) ?? names.clientName
    }
    if (taskId !== null && id === taskId && isTask) names.taskName = text(name) ?? names.taskName
    if (taskId !== null && each['taskId'] === taskId) {
      names.taskName = text(each['taskName']) ?? names.taskName
    }
  }
  return names
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (typeof value !== 'object' || value === null) return []
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)]
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
