// Runs the five tools as an assistant would, and prints one JSON document that says what each answered.
// The arguments differ per upstream, so the caller hands them in: {type, payload, updates, query}.

export async function runFiveTools(client, plan, revision) {
  const tools = (await client.listTools()).tools.map((tool) => tool.name);
  const call = async (name, args) => {
    const result = await client.callTool({ name, arguments: args });
    return { isError: result.isError === true, ...result.structuredContent };
  };
  const created = await call('create_record', { record_type: plan.type, payload: plan.payload });
  const key = { record_type: plan.type, record_id: created.data?.record_id };
  const steps = {
    create_record: created,
    get_record: await call('get_record', key),
    update_record: await call('update_record', { ...key, updates: plan.updates }),
    execute_query: await call('execute_query', { query: plan.query, limit: 2 }),
    delete_record: await call('delete_record', key),
    missing: await call('get_record', key),
  };
  console.log(JSON.stringify({ revision, tools, steps }));
}

