-- random program 259
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
  if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
  sleep(5)
  say("w1 3")
  do local _ <close> = sm:hold()
    say("w1 5 in")
    if not q:full() then q:put_nowait(6) end
  end
  say("w1 8")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w1 10 end")
end
local function w2()
  say("w2 got " .. q:get())
  sleep(3)
  say("w2 13")
  local function f15()
    say("w2.f15 16")
    local function f18()
      say("w2.f15.f18 19")
      if not q:full() then q:put_nowait(20) end
      do local _ <close> = defer(function()
        say("w2.f15.f18 21 finally")
      end)
        if not q:empty() then say("w2.f15.f18 took " .. q:get_nowait()) end
      end
      error("E23", 0)
    end
    do local ok, e = pcall(function() say("w2.f15 17 got " .. table.concat({ gather { spawn("f18", f18) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w2.f15 17 err " .. kind(e)) else error(e, 0) end end end
    return "f15"
  end
  local function f24()
    say("w2.f24 25")
    sleep(0)
    say("w2.f24 27")
    sleep(1)
    say("w2.f24 29")
    if not q:full() then q:put_nowait(30) end
    return "f24"
  end
  local function f31()
    say("w2.f31 32")
    if T.w3 then say("w2.f31 cancels w3 " .. yn(T.w3:cancel())) end
    error("E34", 0)
  end
  do local dn, pn = wait({ spawn("f15", f15), spawn("f24", f24), spawn("f31", f31) }, { return_when = "first", timeout = 2 })
    say("w2 14 done " .. #dn .. " pending " .. #pn) end
  say("w2 35 end")
end
local function w3()
  do local _ <close> = defer(function()
    say("w3 36 finally")
  end)
    local function f38()
      say("w3.f38 39")
      sleep(2)
      say("w3.f38 41")
      local function f43()
        say("w3.f38.f43 44")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f38.f43 45 ok") elseif type(e) == "string" then say("w3.f38.f43 45 err " .. kind(e)) else error(e, 0) end end
        sleep(3)
        say("w3.f38.f43 47")
        sleep(5)
        say("w3.f38.f43 49")
        return "f43"
      end
      local function f50()
        say("w3.f38.f50 51")
        say("w3.f38.f50 53")
        q:put(54)
        say("w3.f38.f50 55 put 54")
        return "f50"
      end
      local function f56()
        say("w3.f38.f56 57")
        ev:wait()
        say("w3.f38.f56 59 ev")
        ev:wait()
        say("w3.f38.f56 61 ev")
        if T.w1 then say("w3.f38.f56 cancels w1 " .. yn(T.w1:cancel())) end
        error("E63", 0)
      end
      do local dn, pn = wait({ spawn("f43", f43), spawn("f50", f50), spawn("f56", f56) }, { return_when = "first_error", timeout = 1 })
        say("w3.f38 42 done " .. #dn .. " pending " .. #pn) end
      if not q:empty() then say("w3.f38 took " .. q:get_nowait()) end
      return "f38"
    end
    do local ok, e = pcall(function() say("w3 37 " .. wait_for(1, spawn("f38", f38))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 37 err " .. kind(e)) else error(e, 0) end end end
    ev:clear()
    ev:wait()
    say("w3 67 ev")
  end
  if not q:full() then q:put_nowait(68) end
  q:put(69)
  say("w3 70 put 69")
  say("w3 71 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
say('main cancels w2 ' .. yn(T.w2:cancel()))
sleep(10)
say('main ends')
