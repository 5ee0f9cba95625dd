-- random program 204
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
  do local ok, e = pcall(timeout, 3, function()
    sleep(1)
    say("w1 3")
    do local _ <close> = lk:hold()
      say("w1 5 in")
      sleep(3)
      say("w1 7")
      sleep(3)
      say("w1 9")
    end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  local function f11()
    say("w1.f11 12")
    if not q:full() then q:put_nowait(13) end
    error("E14", 0)
  end
  local function f15()
    say("w1.f15 16")
    if not q:empty() then say("w1.f15 took " .. q:get_nowait()) end
    error("E18", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f11", f11)
    tg:spawn("f15", f15)
    if not q:empty() then say("w1 took " .. q:get_nowait()) end
    do local _ <close> = lk:hold()
      say("w1 21 in")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local ok, e = pcall(timeout, 5, function()
        if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        sleep(5)
        say("w1 26")
        if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
      end)
        if is(e, Timeout) then say("w1 23 timeout") elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        sleep(3)
        say("w1 30")
        if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
        sleep(3)
        say("w1 33")
      end)
        if is(e, Timeout) then say("w1 28 timeout") elseif not ok then error(e, 0) end end
    end
  end)
    if is(e, ErrorGroup) then say("w1 10 " .. kind(e)) elseif not ok then error(e, 0) end end
  say("w1 35")
  say("w1 36 end")
end
local function w2()
  do local ok, e = pcall(function()
    do local ok, e = pcall(function()
      do local ok, e = pcall(timeout, 2, function()
        if not q:empty() then say("w2 took " .. q:get_nowait()) end
        say("w2 42")
        if T.w2 then say("w2 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      end)
        if is(e, Timeout) then say("w2 39 timeout") elseif not ok then error(e, 0) end end
      sleep(0)
      say("w2 45")
    end)
      if is(e, Cancelled) then say("w2 38 cancelled uncancel")
        say("w2 38 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 37 cancelled uncancel")
      say("w2 37 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  sleep(5)
  say("w2 47")
  say("w2 48 end")
end
local function w3()
  say("w3 size " .. q:size())
  sleep(3)
  say("w3 51")
  local function f53()
    say("w3.f53 54")
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3.f53 55 ok") elseif type(e) == "string" then say("w3.f53 55 err " .. kind(e)) else error(e, 0) end end
    say("w3.f53 got " .. q:get())
    ev:wait()
    say("w3.f53 58 ev")
    return "f53"
  end
  local function f59()
    say("w3.f59 60")
    sleep(2)
    say("w3.f59 62")
    say("w3.f59 got " .. q:get())
    current():cancel()
    return "f59"
  end
  local function f65()
    say("w3.f65 66")
    sleep(1)
    say("w3.f65 68")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    error("E70", 0)
  end
  do local dn, pn = wait({ spawn("f53", f53), spawn("f59", f59), spawn("f65", f65) }, { return_when = "all", timeout = nil })
    say("w3 52 done " .. #dn .. " pending " .. #pn) end
  if T.w2 then say("w3 cancels w2 " .. yn(T.w2:cancel())) end
  say("w3 73")
  say("w3 74 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
sleep(1)
ev:set()
sleep(10)
say('main ends')
