(desk, budget) => {
	const { port1, port2 } = new MessageChannel(), waiting = [];
	const socket = new WebSocket(`${desk.replace("http", "ws")}/test/page`);
	socket.binaryType = "arraybuffer";
	const send = (message) => {
		if (socket.readyState === WebSocket.OPEN) socket.send(message);
		else waiting.push(message);
	};
	socket.onopen = () => { for (const m of waiting.splice(0)) socket.send(m); };
	port2.onmessage = (e) => send(e.data);
	socket.onmessage = (e) => port2.postMessage(e.data, [e.data]);
	window.mirrortest = { recorder: pupitreRecord(port1, { budget }), socket };
	return true;
}
