// What the clients with OAuth do: they are sent away, sign in, and create a record as their user. A report goes to stdout as JSON.
export async function signedInThen(plan, provider, sdk) {
  const client = sdk.client();
  const first = sdk.transport();
  try {
    await client.connect(first);
    throw new Error('the server let somebody in who had not signed in');
  } catch (error) {
    if (!sdk.isUnauthorized(error)) {
      throw error;
    }
  }
  await sdk.finish(first, provider.callback);
  const signedIn = sdk.client();
  await signedIn.connect(sdk.transport());
  const { tools } = await signedIn.listTools();
  const created = await signedIn.callTool({ name: 'create_record', arguments: { record_type: plan.type, payload: plan.payload } });
  const status = await signedIn.callTool({ name: 'connection_status', arguments: {} });
  await signedIn.close();
  console.log(
    JSON.stringify({
      logins: provider.logins,
      iss: provider.callback.searchParams.get('iss'),
      tools: tools.map((tool) => tool.name),
      created: created.structuredContent,
      status: status.structuredContent,
    }),
  );
}
