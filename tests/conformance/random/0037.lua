-- random program 37
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(2)
local function w1()
  local function f2()
    say("w1.f2 3")
    local function f5()
      say("w1.f2.f5 6")
      do local ok, e = pcall(function()
        if not q:full() then q:put_nowait(8) end
        if not q:empty() then say("w1.f2.f5 took " .. q:get_nowait()) end
      end)
        if is(e, Cancelled) then say("w1.f2.f5 7 cancelled uncancel")
          say("w1.f2.f5 7 uncancel " .. current():uncancel())
        elseif not ok then error(e, 0) end end
      do local ok, e = pcall(function()
        sleep(2)
        say("w1.f2.f5 12")
      end)
        if is(e, Cancelled) then say("w1.f2.f5 10 cancelled raise")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      sleep(5)
      say("w1.f2.f5 14")
      return "f5"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f5", f5)
      do local ok, e = pcall(timeout, 2, function()
        say("w1.f2 17")
        say("w1.f2 19")
        say("w1.f2 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1.f2 15 timeout") elseif not ok then error(e, 0) end end
      local function f22()
        say("w1.f2.f22 23")
        say("w1.f2.f22 25")
        error("E26", 0)
      end
      local function f27()
        say("w1.f2.f27 28")
        say("w1.f2.f27 got " .. q:get())
        sleep(1)
        say("w1.f2.f27 31")
        say("w1.f2.f27 33")
        return "f27"
      end
      for _, x in ipairs(gather({ spawn("f22", f22), spawn("f27", f27) }, { return_errors = true })) do
        say("w1.f2 21 " .. (x.ok and x.value or kind(x.error)))
      end
      local function f35()
        say("w1.f2.f35 36")
        say("w1.f2.f35 38")
        return "f35"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f35", f35)
        ev:wait()
        say("w1.f2 40 ev")
        ev:set()
        say("w1.f2 count " .. current():cancelling())
      end)
        if is(e, ErrorGroup) then say("w1.f2 34 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, ErrorGroup) then say("w1.f2 4 " .. kind(e)) elseif not ok then error(e, 0) end end
    if T.w3 then say("w1.f2 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    error("E44", 0)
  end
  local function f45()
    say("w1.f45 46")
    if not q:empty() then say("w1.f45 took " .. q:get_nowait()) end
    do local _ <close> = defer(function()
      sleep(1)
      say("w1.f45 48 finally")
    end)
      local function f50()
        say("w1.f45.f50 51")
        if T.w1 then say("w1.f45.f50 cancels w1 " .. yn(T.w1:cancel())) end
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        return "f50"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f50", f50) }, { timeout = nil }) do say("w1.f45 49 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f45 49 err " .. kind(e)) else error(e, 0) end end end
      do local ok, e = pcall(function()
        q:put(55)
        say("w1.f45 56 put 55")
      end)
        if is(e, Cancelled) then say("w1.f45 54 cancelled err")
          error("X54", 0)
        elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w1.f45 58 in")
        sleep(1)
        say("w1.f45 60")
      end
    end
    error("E61", 0)
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f2", f2), spawn("f45", f45) }, { timeout = nil }) do say("w1 1 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 1 err " .. kind(e)) else error(e, 0) end end end
  local function f63()
    say("w1.f63 64")
    say("w1.f63 66")
    say("w1.f63 68")
    error("E69", 0)
  end
  local function f70()
    say("w1.f70 71")
    sleep(1)
    say("w1.f70 73")
    sleep(1)
    say("w1.f70 75")
    return "f70"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f63", f63)
    tg:spawn("f70", f70)
    say("w1 77")
    say("w1 got " .. q:get())
    ev:clear()
  end)
    if is(e, ErrorGroup) then say("w1 62 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 80 end")
end
local function w2()
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w2 81 ok") elseif type(e) == "string" then say("w2 81 err " .. kind(e)) else error(e, 0) end end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 83 end")
end
local function w3()
  do local ok, e = pcall(function()
    if not q:full() then q:put_nowait(85) end
  end)
    if is(e, Cancelled) then say("w3 84 cancelled cleanup")
      sleep(0)
      say("w3 84 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  ev:set()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  say("w3 90 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
say('main cancels w3 ' .. yn(T.w3:cancel()))
say('main cancels w3 ' .. yn(T.w3:cancel()))
sleep(5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
