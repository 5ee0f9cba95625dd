-- random program 14
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  sleep(3)
  say("w1 4")
  if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local ok, e = pcall(timeout, 2, function()
    current():cancel()
  end)
    if is(e, Timeout) then say("w1 6 timeout") elseif not ok then error(e, 0) end end
  say("w1 8 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 10 in")
    do local _ <close> = sm:hold()
      say("w2 12 in")
      local function f14()
        say("w2.f14 15")
        sleep(5)
        say("w2.f14 17")
        return "f14"
      end
      local function f18()
        say("w2.f18 19")
        sleep(0)
        say("w2.f18 21")
        sleep(0)
        say("w2.f18 23")
        return "f18"
      end
      local function f24()
        say("w2.f24 25")
        sleep(1)
        say("w2.f24 27")
        error("E28", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f14", f14), spawn("f18", f18), spawn("f24", f24) }, { timeout = 2 }) do say("w2 13 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 13 err " .. kind(e)) else error(e, 0) end end end
      local function f30()
        say("w2.f30 31")
        sleep(0)
        say("w2.f30 33")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f30 34 ok") elseif type(e) == "string" then say("w2.f30 34 err " .. kind(e)) else error(e, 0) end end
        sleep(0)
        say("w2.f30 36")
        return "f30"
      end
      local function f37()
        say("w2.f37 38")
        say("w2.f37 count " .. current():cancelling())
        ev:clear()
        return "f37"
      end
      do local dn, pn = wait({ spawn("f30", f30), spawn("f37", f37) }, { return_when = "all", timeout = 3 })
        say("w2 29 done " .. #dn .. " pending " .. #pn) end
      current():cancel()
    end
    sleep(0)
    say("w2 43")
  end
  ev:clear()
  ev:clear()
  sleep(0)
  say("w2 47")
  say("w2 48 end")
end
local function w3()
  do local ok, e = pcall(timeout, 0, function()
    local function f51()
      say("w3.f51 52")
      do local ok, e = pcall(timeout, 3, function()
        sleep(5)
        say("w3.f51 55")
        if not q:full() then q:put_nowait(56) end
        if T.w3 then say("w3.f51 cancels w3 " .. yn(T.w3:cancel())) end
      end)
        if is(e, Timeout) then say("w3.f51 53 timeout") elseif not ok then error(e, 0) end end
      return "f51"
    end
    local function f58()
      say("w3.f58 59")
      if not q:empty() then say("w3.f58 took " .. q:get_nowait()) end
      if T.w1 then say("w3.f58 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f58"
    end
    local function f62()
      say("w3.f62 63")
      ev:set()
      if T.w4 then say("w3.f62 cancels w4 " .. yn(T.w4:cancel())) end
      error("E66", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f51", f51)
      tg:spawn("f58", f58)
      tg:spawn("f62", f62)
      ev:clear()
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w3 68 ok") elseif type(e) == "string" then say("w3 68 err " .. kind(e)) else error(e, 0) end end
      say("w3 70")
    end)
      if is(e, ErrorGroup) then say("w3 50 " .. kind(e)) elseif not ok then error(e, 0) end end
    if not q:full() then q:put_nowait(71) end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end)
    if is(e, Timeout) then say("w3 49 timeout") elseif not ok then error(e, 0) end end
  say("w3 74")
  say("w3 got " .. q:get())
  say("w3 76 end")
end
local function w4()
  do local _ <close> = defer(function()
    sleep(1)
    say("w4 77 finally")
  end)
    if not q:full() then q:put_nowait(78) end
    sleep(5)
    say("w4 80")
    do local _ <close> = defer(function()
      say("w4 81 finally")
    end)
      if not q:full() then q:put_nowait(82) end
    end
  end
  sleep(0)
  say("w4 84")
  sleep(1)
  say("w4 86")
  say("w4 88")
  say("w4 89 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
