-- random program 44
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 2")
  say("w1 4")
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  say("w1 6 end")
end
local function w2()
  sleep(1)
  say("w2 8")
  local function f10()
    say("w2.f10 11")
    local function f13()
      say("w2.f10.f13 14")
      do local ok, e = pcall(timeout, 2, function()
        sleep(2)
        say("w2.f10.f13 17")
        ev:wait()
        say("w2.f10.f13 19 ev")
      end)
        if is(e, Timeout) then say("w2.f10.f13 15 timeout") elseif not ok then error(e, 0) end end
      say("w2.f10.f13 size " .. q:size())
      q:put(21)
      say("w2.f10.f13 22 put 21")
      error("E23", 0)
    end
    local function f24()
      say("w2.f10.f24 25")
      local function f27()
        say("w2.f10.f24.f27 28")
        q:put(29)
        say("w2.f10.f24.f27 30 put 29")
        sleep(1)
        say("w2.f10.f24.f27 32")
        error("E33", 0)
      end
      do local dn, pn = wait({ spawn("f27", f27) }, { return_when = "first", timeout = 0 })
        say("w2.f10.f24 26 done " .. #dn .. " pending " .. #pn) end
      return "f24"
    end
    do local ok, e = pcall(function() for t in as_completed({ spawn("f13", f13), spawn("f24", f24) }, { timeout = nil }) do say("w2.f10 12 next " .. t:result()) end end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f10 12 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    return "f10"
  end
  local function f35()
    say("w2.f35 36")
    sleep(0)
    say("w2.f35 38")
    return "f35"
  end
  local function f39()
    say("w2.f39 40")
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = lk:hold()
        say("w2.f39 43 in")
        if T.w3 then say("w2.f39 cancels w3 " .. yn(T.w3:cancel())) end
        if T.w3 then say("w2.f39 cancels w3 " .. yn(T.w3:cancel())) end
      end
      local function f47()
        say("w2.f39.f47 48")
        if T.w2 then say("w2.f39.f47 cancels w2 " .. yn(T.w2:cancel())) end
        return "f47"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f47", f47)
      end)
        if is(e, ErrorGroup) then say("w2.f39 46 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w2.f39 51 in")
        say("w2.f39 53")
        ev:clear()
        sleep(0)
        say("w2.f39 56")
      end
    end)
      if is(e, Timeout) then say("w2.f39 41 timeout") elseif not ok then error(e, 0) end end
    ev:set()
    say("w2.f39 59")
    return "f39"
  end
  for _, x in ipairs(gather({ spawn("f10", f10), spawn("f35", f35), spawn("f39", f39) }, { return_errors = true })) do
    say("w2 9 " .. (x.ok and x.value or kind(x.error)))
  end
  say("w2 60 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 62 in")
    if not q:full() then q:put_nowait(63) end
    do local ok, e = pcall(timeout, 0, function()
      do local _ <close> = lk:hold()
        say("w3 66 in")
        ev:set()
      end
      if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end)
      if is(e, Timeout) then say("w3 64 timeout") elseif not ok then error(e, 0) end end
    say("w3 70")
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 73")
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 75 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
sleep(30)
say('main ends')
