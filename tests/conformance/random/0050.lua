-- random program 50
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
  do local _ <close> = defer(function()
    say("w1 1 finally")
  end)
    sleep(5)
    say("w1 3")
    do local _ <close> = lk:hold()
      say("w1 5 in")
      local function f7()
        say("w1.f7 8")
        sleep(2)
        say("w1.f7 10")
        return "f7"
      end
      do local ok, e = pcall(function() say("w1 6 " .. wait_for(2, spawn("f7", f7))) end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 6 err " .. kind(e)) else error(e, 0) end end end
    end
  end
  do local _ <close> = lk:hold()
    say("w1 12 in")
    if not q:full() then q:put_nowait(13) end
  end
  sleep(2)
  say("w1 15")
  say("w1 16 end")
end
local function w2()
  local function f18()
    say("w2.f18 19")
    say("w2.f18 barrier " .. br:wait())
    return "f18"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f18", f18) }, { timeout = nil }) do say("w2 17 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 17 err " .. kind(e)) else error(e, 0) end end end
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(1)
  say("w2 24")
  do local ok, e = pcall(function()
    local function f27()
      say("w2.f27 28")
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      return "f27"
    end
    local function f30()
      say("w2.f30 31")
      do local ok, e = pcall(timeout, 0, function()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
        if not q:empty() then say("w2.f30 took " .. q:get_nowait()) end
        say("w2.f30 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w2.f30 32 timeout") elseif not ok then error(e, 0) end end
      return "f30"
    end
    do local dn, pn = wait({ spawn("f27", f27), spawn("f30", f30) }, { return_when = "all", timeout = 3 })
      say("w2 26 done " .. #dn .. " pending " .. #pn) end
    sleep(2)
    say("w2 37")
    local function f39()
      say("w2.f39 40")
      do local _ <close> = sm:hold()
        say("w2.f39 42 in")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f39 43 ok") elseif type(e) == "string" then say("w2.f39 43 err " .. kind(e)) else error(e, 0) end end
      end
      return "f39"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f39", f39)
    end)
      if is(e, ErrorGroup) then say("w2 38 " .. kind(e)) elseif not ok then error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 25 cancelled cleanup")
      sleep(5)
      say("w2 25 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w2 44 end")
end
local function w3()
  q:put(45)
  say("w3 46 put 45")
  do local ok, e = pcall(function() shield(T.w1) end)
    if ok then say("w3 47 ok") elseif type(e) == "string" then say("w3 47 err " .. kind(e)) else error(e, 0) end end
  ev:clear()
  say("w3 49 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w4 51 woken")
  end
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  sleep(5)
  say("w4 54")
  sleep(0)
  say("w4 56")
  say("w4 57 end")
end
local function w5()
  say("w5 count " .. current():cancelling())
  do local ok, e = pcall(function()
    do local ok, e = pcall(timeout, 3, function()
      do local ok, e = pcall(timeout, 0, function()
        say("w5 63")
        say("w5 65")
      end)
        if is(e, Timeout) then say("w5 61 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w5 60 timeout") elseif not ok then error(e, 0) end end
    sleep(3)
    say("w5 67")
  end)
    if is(e, Cancelled) then say("w5 59 cancelled uncancel")
      say("w5 59 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function() T.w1:await() end)
    if ok then say("w5 68 ok") elseif type(e) == "string" then say("w5 68 err " .. kind(e)) else error(e, 0) end end
  say("w5 69 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
say('main cancels w3 ' .. yn(T.w3:cancel()))
if not q:full() then q:put_nowait(0) end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
