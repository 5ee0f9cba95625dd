-- random program 252
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
  if not q:full() then q:put_nowait(1) end
  do local _ <close> = lk:hold()
    say("w1 3 in")
    do local ok, e = pcall(function()
      say("w1 6")
      sleep(1)
      say("w1 8")
    end)
      if is(e, Cancelled) then say("w1 4 cancelled swallow")
      elseif not ok then error(e, 0) end end
    local function f10()
      say("w1.f10 11")
      say("w1.f10 13")
      error("E14", 0)
    end
    local function f15()
      say("w1.f15 16")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      error("E18", 0)
    end
    local function f19()
      say("w1.f19 20")
      local function f22()
        say("w1.f19.f22 23")
        current():cancel()
        return "f22"
      end
      local function f25()
        say("w1.f19.f25 26")
        if not q:empty() then say("w1.f19.f25 took " .. q:get_nowait()) end
        error("E28", 0)
      end
      for _, x in ipairs(gather({ spawn("f22", f22), spawn("f25", f25) }, { return_errors = true })) do
        say("w1.f19 21 " .. (x.ok and x.value or kind(x.error)))
      end
      sleep(5)
      say("w1.f19 30")
      ev:clear()
      return "f19"
    end
    do local ok, e = pcall(function() say("w1 9 got " .. table.concat({ gather { spawn("f10", f10), spawn("f15", f15), spawn("f19", f19) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1 9 err " .. kind(e)) else error(e, 0) end end end
  end
  say("w1 33")
  say("w1 34 end")
end
local function w2()
  do local ok, e = pcall(function()
    local function f37()
      say("w2.f37 38")
      sleep(5)
      say("w2.f37 40")
      error("E41", 0)
    end
    local function f42()
      say("w2.f42 43")
      ev:clear()
      return "f42"
    end
    local function f45()
      say("w2.f45 46")
      do local _ <close> = sm:hold()
        say("w2.f45 48 in")
        say("w2.f45 count " .. current():cancelling())
      end
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f45 50 ok") elseif type(e) == "string" then say("w2.f45 50 err " .. kind(e)) else error(e, 0) end end
      return "f45"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f37", f37)
      tg:spawn("f42", f42)
      tg:spawn("f45", f45)
      do local _ <close> = defer(function()
        sleep(0)
        say("w2 51 finally")
      end)
        if not q:full() then q:put_nowait(52) end
        sleep(2)
        say("w2 54")
        sleep(0)
        say("w2 56")
      end
      do local _ <close> = cd:hold()
        cd:notify(2)
      end
      if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
    end)
      if is(e, ErrorGroup) then say("w2 36 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 35 cancelled cleanup")
      sleep(0)
      say("w2 35 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  ev:clear()
  do local ok, e = pcall(timeout, 1, function()
    if T.w1 then say("w2 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    do local _ <close> = sm:hold()
      say("w2 63 in")
      say("w2 count " .. current():cancelling())
      say("w2 barrier " .. br:wait())
    end
  end)
    if is(e, Timeout) then say("w2 60 timeout") elseif not ok then error(e, 0) end end
  local function f67()
    say("w2.f67 68")
    do local _ <close> = sm:hold()
      say("w2.f67 70 in")
      ev:wait()
      say("w2.f67 72 ev")
    end
    local function f74()
      say("w2.f67.f74 75")
      say("w2.f67.f74 77")
      return "f74"
    end
    do local ok, e = pcall(function() say("w2.f67 73 " .. wait_for(2, spawn("f74", f74))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w2.f67 73 err " .. kind(e)) else error(e, 0) end end end
    sleep(1)
    say("w2.f67 79")
    return "f67"
  end
  do local ok, e = pcall(function() say("w2 66 " .. wait_for(5, spawn("f67", f67))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 66 err " .. kind(e)) else error(e, 0) end end end
  say("w2 80 end")
end
local function w3()
  say("w3 barrier " .. br:wait())
  sleep(0)
  say("w3 83")
  local function f85()
    say("w3.f85 86")
    sleep(1)
    say("w3.f85 88")
    error("E89", 0)
  end
  local function f90()
    say("w3.f90 91")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    say("w3.f90 94")
    error("E95", 0)
  end
  do local dn, pn = wait({ spawn("f85", f85), spawn("f90", f90) }, { return_when = "all", timeout = nil })
    say("w3 84 done " .. #dn .. " pending " .. #pn) end
  say("w3 96 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
sleep(1)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
