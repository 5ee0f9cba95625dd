-- random program 19
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local ok, e = pcall(timeout, 2, function()
    say("w1 3")
    local function f5()
      say("w1.f5 6")
      current():cancel()
      do local ok, e = pcall(timeout, 2, function()
        sleep(2)
        say("w1.f5 10")
        ev:wait()
        say("w1.f5 12 ev")
      end)
        if is(e, Timeout) then say("w1.f5 8 timeout") elseif not ok then error(e, 0) end end
      say("w1.f5 14")
      return "f5"
    end
    do local dn, pn = wait({ spawn("f5", f5) }, { return_when = "all", timeout = nil })
      say("w1 4 done " .. #dn .. " pending " .. #pn) end
    ev:set()
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  local function f17()
    say("w1.f17 18")
    sleep(0)
    say("w1.f17 20")
    do local ok, e = pcall(timeout, 0, function()
      local function f23()
        say("w1.f17.f23 24")
        if not q:full() then q:put_nowait(25) end
        if T.w3 then say("w1.f17.f23 cancels w3 " .. yn(T.w3:cancel())) end
        return "f23"
      end
      local function f27()
        say("w1.f17.f27 28")
        say("w1.f17.f27 count " .. current():cancelling())
        if not q:empty() then say("w1.f17.f27 took " .. q:get_nowait()) end
        ev:set()
        return "f27"
      end
      local function f32()
        say("w1.f17.f32 33")
        sleep(1)
        say("w1.f17.f32 35")
        if not q:full() then q:put_nowait(36) end
        sleep(1)
        say("w1.f17.f32 38")
        error("E39", 0)
      end
      do local dn, pn = wait({ spawn("f23", f23), spawn("f27", f27), spawn("f32", f32) }, { return_when = "first", timeout = 0 })
        say("w1.f17 22 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Timeout) then say("w1.f17 21 timeout") elseif not ok then error(e, 0) end end
    error("E40", 0)
  end
  local function f41()
    say("w1.f41 42")
    do local _ <close> = defer(function()
      say("w1.f41 43 finally")
    end)
      do local _ <close> = defer(function()
        say("w1.f41 44 finally")
      end)
        say("w1.f41 got " .. q:get())
        if not q:empty() then say("w1.f41 took " .. q:get_nowait()) end
      end
      local function f48()
        say("w1.f41.f48 49")
        ev:set()
        error("E51", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f48", f48)
        sleep(1)
        say("w1.f41 53")
        sleep(3)
        say("w1.f41 55")
      end)
        if is(e, ErrorGroup) then say("w1.f41 47 " .. kind(e)) elseif not ok then error(e, 0) end end
      say("w1.f41 57")
    end
    do local ok, e = pcall(function()
      q:put(59)
      say("w1.f41 60 put 59")
      do local ok, e = pcall(function()
        ev:wait()
        say("w1.f41 63 ev")
        say("w1.f41 65")
      end)
        if is(e, Cancelled) then say("w1.f41 61 cancelled swallow")
        elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1.f41 58 cancelled swallow")
      elseif not ok then error(e, 0) end end
    error("E66", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f17", f17)
    tg:spawn("f41", f41)
    sleep(3)
    say("w1 68")
    sleep(3)
    say("w1 70")
  end)
    if is(e, ErrorGroup) then say("w1 16 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 count " .. current():cancelling())
  say("w1 72 end")
end
local function w2()
  say("w2 got " .. q:get())
  do local ok, e = pcall(timeout, 1, function()
    sleep(1)
    say("w2 76")
  end)
    if is(e, Timeout) then say("w2 74 timeout") elseif not ok then error(e, 0) end end
  say("w2 77 end")
end
local function w3()
  do local ok, e = pcall(timeout, 1, function()
    ev:set()
    if not q:full() then q:put_nowait(80) end
  end)
    if is(e, Timeout) then say("w3 78 timeout") elseif not ok then error(e, 0) end end
  say("w3 size " .. q:size())
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
sleep(30)
say('main ends')
