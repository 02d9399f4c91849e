package browser

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// FrameValue is what a script said in a frame.
type FrameValue[T any] struct {
	ID     string
	Parent string // ID of the frame around it; "" for the page itself
	URL    string
	Value  T
	Err    error // the frame could not be asked
}

// EvalInFrames is the value of an expression in the page and in each of its frames, of whatever origin, a frame before those in it. It is evaluated in a world that the
// scripts of the page do not reach; there each iframe element has the ID of its frame as the property that is named owner. Frames come and go: an error
// means that one has gone meanwhile.
func EvalInFrames[T any](p *Page, expression, owner string) ([]FrameValue[T], error) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, Patience)
	defer cancel()
	f := &frames{p: p, owner: owner}
	if err := f.find(ctx); err != nil {
		return nil, err
	}
	list := make([]FrameValue[T], len(f.list))
	for i, one := range f.list {
		list[i] = FrameValue[T]{ID: string(one.id), Parent: string(one.parent), URL: one.url}
		list[i].Err = one.eval(expression, &list[i].Value)
	}
	return list, nil
}

// frames finds the frames of a page.
type frames struct {
	p     *Page
	owner string
	list  []world
}

// world is one that only we know, in a frame.
type world struct {
	ctx        context.Context // of the target that the frame is in
	id, parent cdp.FrameID
	url        string
	context    runtime.ExecutionContextID
}

func (f *frames) find(ctx context.Context) error {
	targets, err := chromedp.Targets(ctx)
	if err != nil {
		return err
	}
	if err := f.walk(ctx); err != nil {
		return err
	}
	for i := 0; i < len(f.list); i++ { // those of another process are targets by themselves
		for _, t := range targets {
			if t.Type != "iframe" || t.ParentFrameID != f.list[i].id {
				continue
			}
			inner, err := f.p.inside(ctx, t.TargetID)
			if err != nil {
				return err
			}
			if err := f.mark(f.list[i], cdp.FrameID(t.TargetID)); err != nil {
				return err
			}
			from := len(f.list)
			if err := f.walk(inner); err != nil {
				return err
			}
			f.list[from].parent = f.list[i].id
		}
	}
	return nil
}

// walk adds the frames of a target.
func (f *frames) walk(ctx context.Context) error {
	tree, err := chromedp.Call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return err
	}
	return f.add(ctx, tree.FrameTree, nil)
}

func (f *frames) add(ctx context.Context, tree *page.FrameTree, around *world) error {
	made, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.Frame.ID, WorldName: "test"})
	if err != nil {
		return err
	}
	w := world{ctx: ctx, id: tree.Frame.ID, url: tree.Frame.URL, context: made.ExecutionContextID}
	if around != nil {
		w.parent = around.id
		if err := f.mark(*around, w.id); err != nil {
			return err
		}
	}
	f.list = append(f.list, w)
	for _, child := range tree.ChildFrames {
		if err := f.add(ctx, child, &w); err != nil {
			return err
		}
	}
	return nil
}

// mark notes at the element of a frame which frame it has.
func (f *frames) mark(around world, id cdp.FrameID) error {
	owner, err := chromedp.Call(around.ctx, dom.GetFrameOwner, dom.GetFrameOwnerParams{FrameID: id})
	if err != nil {
		return err
	}
	node, err := chromedp.Call(around.ctx, dom.ResolveNode, dom.ResolveNodeParams{BackendNodeID: owner.BackendNodeID, ExecutionContextID: around.context})
	if err != nil {
		return err
	}
	_, err = chromedp.Call(around.ctx, runtime.CallFunctionOn, runtime.CallFunctionOnParams{
		ObjectID: node.Object.ObjectID, FunctionDeclaration: fmt.Sprintf("function () { this[%s] = %s }", quote(f.owner), quote(string(id))),
	})
	return err
}

func (w world) eval(expression string, into any) error {
	yes := true
	answer, err := chromedp.Call(w.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: expression, ContextID: w.context, ReturnByValue: &yes, AwaitPromise: &yes})
	if err != nil {
		return err
	}
	if e := answer.ExceptionDetails; e != nil {
		return fmt.Errorf("%s %s", e.Text, e.Exception.Description)
	}
	return json.Unmarshal(answer.Result.Value, into)
}

// inside is a target of the page's, such as a frame in another process.
func (p *Page) inside(ctx context.Context, id target.ID) (context.Context, error) {
	inner, ok := p.targets[id]
	if !ok {
		var done context.CancelFunc
		inner, done = chromedp.NewContext(p.ctx, chromedp.WithTargetID(id))
		_ = done // ends with the page: to end it would close the frame's target, and the page with it
		if err := chromedp.Do(inner); err != nil {
			return nil, err
		}
		p.targets[id] = inner
	}
	bounded, cancel := context.WithCancel(inner)
	context.AfterFunc(ctx, cancel)
	return bounded, nil
}
